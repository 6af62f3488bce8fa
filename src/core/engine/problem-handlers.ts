// Owns the answers of a program whose history cannot be used: it says what is wrong and refuses everything else, so
// that nothing is overwritten.
import type { AppDescription } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings, type StartSettings } from '#shared/settings.ts'
import type { DataDesk } from './data-desk.ts'
import type { RecoveryDesk } from './recovery-desk.ts'
import type { Vault } from './vault.ts'

export interface ProblemHandlersOptions {
  readonly description: AppDescription
  /** All that is known of the settings, which are in the history. */
  readonly startSettings: StartSettings
  readonly data: DataDesk
  readonly recovery: RecoveryDesk
  readonly vault: Vault
}

export function createProblemHandlers({
  description,
  startSettings,
  data,
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
    'conversation.create': refuse,
    'conversation.open': refuse,
    'conversation.rename': refuse,
    'conversation.delete': refuse,
    'question.ask': refuse,
    'question.retry': refuse,
    'answer.stop': refuse,
    'image.load': refuse,
  }
}
