// Owns the answers of a program whose history cannot be used: it says what is wrong and refuses everything else, so
// that nothing is overwritten.
import type { AppDescription } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings, type StartSettings } from '#shared/settings.ts'
import type { BackupDesk } from './backup-desk.ts'
import { createBackupHandlers } from './backup-handlers.ts'
import type { DataDesk } from './data-desk.ts'
import type { IncomingFiles } from './incoming-files.ts'
import { createUploadHandlers } from './upload-handlers.ts'
import type { OutgoingFiles } from './outgoing-files.ts'
import type { RecoveryDesk } from './recovery-desk.ts'
import type { Vault } from './vault.ts'

export interface ProblemHandlersOptions {
  readonly description: AppDescription
  /** All that is known of the settings, which are in the history. */
  readonly startSettings: StartSettings
  readonly data: DataDesk
  readonly incoming: IncomingFiles
  readonly backups: BackupDesk
  readonly outgoing: Pick<OutgoingFiles, 'show' | 'makeAddress'>
  readonly recovery: RecoveryDesk
  readonly vault: Vault
}

export function createProblemHandlers({
  description,
  startSettings,
  data,
  incoming,
  backups,
  outgoing,
  recovery,
  vault,
}: ProblemHandlersOptions): Handlers {
  function refuse(): never {
    throw new FailureError(createFailure('not-saved', { cause: description.problem?.type ?? 'history' }))
  }
  return {
    'app.describe': () => description,
    'settings.get': () => ({ ...defaultSettings, ...startSettings }),
    'settings.set': refuse,
    'data.describe': () => data.describe(),
    'data.openFolder': async () => {
      await data.open()
      return {}
    },
    ...createUploadHandlers(incoming),
    ...createBackupHandlers(backups),
    'import.read': refuse,
    'import.start': refuse,
    'import.cancel': () => ({}),
    'conversation.backfill': refuse,
    'conversation.fork': refuse,
    'conversation.findOrigin': refuse,
    'message.delete': refuse,
    'answer.listShown': () => [],
    'answer.show': refuse,
    'answer.listRaw': refuse,
    'rating.list': () => [],
    'rating.set': refuse,
    'export.start': refuse,
    'export.cancel': () => ({}),
    'export.list': () => [],
    'export.forget': () => ({}),
    'delivery.show': ({ deliveryId }) => {
      outgoing.show(deliveryId)
      return {}
    },
    'delivery.makeAddress': ({ deliveryId }) => ({ address: outgoing.makeAddress(deliveryId) }),
    'integrity.describe': () => ({
      report: null,
      isNews: false,
      isChecking: false,
      recovery: null,
      isRecoveryNews: false,
    }),
    'integrity.check': refuse,
    'integrity.cancel': () => ({}),
    'integrity.acknowledge': () => ({}),
    'recovery.start': async () => {
      await recovery.start()
      return {}
    },
    'recovery.startEmpty': async () => {
      await recovery.startEmpty()
      return {}
    },
    'appCard.list': () => [],
    'appCard.refresh': refuse,
    'profile.list': () => [],
    'profile.add': refuse,
    'profile.update': refuse,
    'profile.duplicate': refuse,
    'profile.reorder': refuse,
    'profile.countHistory': refuse,
    'profile.delete': refuse,
    'profile.addDemo': refuse,
    'vault.describe': () => vault.describe(),
    'vault.choose': refuse,
    'vault.unlock': refuse,
    'vault.reset': refuse,
    'profile.export': refuse,
    'profile.readImport': refuse,
    'profile.import': refuse,
    'launch.take': () => [],
    'connection.list': () => [],
    'connection.wake': () => ({}),
    'connectionTest.start': refuse,
    'connectionTest.cancel': () => ({}),
    'conversation.list': refuse,
    'conversation.listAll': refuse,
    'conversation.listRunning': refuse,
    'conversation.findByTitle': refuse,
    'search.find': refuse,
    'search.cancel': () => ({}),
    'search.findInConversation': refuse,
    'search.describe': () => ({ state: 'ready', done: 0, total: 0 }),
    'conversation.create': refuse,
    'conversation.open': refuse,
    'conversation.listQuestions': refuse,
    'conversation.rename': refuse,
    'conversation.delete': refuse,
    'conversation.restore': refuse,
    'conversation.deleteForever': refuse,
    'bin.count': refuse,
    'bin.empty': refuse,
    'conversation.listUnread': () => [],
    'conversation.markRead': refuse,
    'draft.list': () => [],
    'draft.set': refuse,
    'attachment.add': refuse,
    'attachment.list': () => [],
    'attachment.remove': () => ({}),
    'attachment.retry': refuse,
    'attachment.findImage': () => ({ image: null }),
    'retention.preview': refuse,
    'retention.describe': () => ({ heldDays: null }),
    'retention.confirmClock': refuse,
    'history.count': refuse,
    'history.eraseAll': refuse,
    'folder.list': refuse,
    'folder.add': refuse,
    'folder.rename': refuse,
    'folder.reorder': refuse,
    'folder.delete': refuse,
    'tag.list': refuse,
    'tag.add': refuse,
    'tag.change': refuse,
    'tag.delete': refuse,
    'conversation.arrange': refuse,
    'question.ask': refuse,
    'question.retry': refuse,
    'question.listRecent': () => ({ texts: [] }),
    'question.findSendingFiles': () => ({ sending: null }),
    'queue.list': () => [],
    'queue.add': refuse,
    'queue.remove': refuse,
    'queue.take': refuse,
    'queue.reorder': refuse,
    'queue.resume': refuse,
    'template.list': () => [],
    'template.add': refuse,
    'template.change': refuse,
    'template.reorder': refuse,
    'template.delete': refuse,
    'template.import': refuse,
    'answer.stop': refuse,
    'reference.findKept': refuse,
    'reference.describe': refuse,
    'image.findKept': refuse,
    'image.load': refuse,
    'imageConsent.list': () => [],
    'imageConsent.give': refuse,
    'imageConsent.take': refuse,
    'file.findKept': refuse,
    'file.load': refuse,
    'file.save': refuse,
  }
}
