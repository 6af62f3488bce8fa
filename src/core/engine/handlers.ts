// Owns the answers to the contract's calls: each one line or a few, in terms of the desks and the store.
import type { AppDescription } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import {
  findConversationsByTitle,
  getConversation,
  insertConversation,
  listAllConversations,
  listConversations,
  listUnreadConversations,
  newConversation,
  renameConversation,
  type StoredConversation,
} from '#core/store/conversations.ts'
import { listQuestions } from '#core/store/list-questions.ts'
import { listMessages } from '#core/store/messages.ts'
import { countBeside } from '#core/store/places.ts'
import type { Database } from '#core/store/open.ts'
import { getProfile } from '#core/store/profiles.ts'
import { listRecentQuestions } from '#core/store/recent-questions.ts'
import { readSettings, writeSettings } from '#core/store/settings.ts'
import { findFirstUnread, markRead } from '#core/store/unread.ts'
import type { AnswerDesk } from './answer-desk.ts'
import type { AnswerFileDesk } from './answer-file-desk.ts'
import type { AppCardDesk } from './app-card-desk.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { BackupDesk } from './backup-desk.ts'
import { createAnswerHandlers } from './answer-handlers.ts'
import { createBackupHandlers } from './backup-handlers.ts'
import type { BinDesk } from './bin-desk.ts'
import type { BackfillDesk } from './backfill-desk.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { ConnectionTestDesk } from './connection-test-desk.ts'
import type { DataDesk } from './data-desk.ts'
import type { DraftDesk } from './draft-desk.ts'
import type { EraseDesk } from './erase-desk.ts'
import type { EventHub } from './event-hub.ts'
import type { HistoryImportDesk } from './history-import-desk.ts'
import type { ExportDesk } from './export-desk.ts'
import type { ForkDesk } from './fork-desk.ts'
import type { ImageDesk } from './image-desk.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { IntegrityDesk } from './integrity-desk.ts'
import { isOtherWay } from './profile-changes.ts'
import type { LaunchDesk } from './launch-desk.ts'
import type { OutgoingFiles } from './outgoing-files.ts'
import type { OrderDesk } from './order-desk.ts'
import type { ProfileDesk } from './profile-desk.ts'
import type { ProfileTransfer } from './profile-transfer.ts'
import { refuseRetired, type ProfileListDesk } from './profile-list-desk.ts'
import type { QuestionDesk } from './question-desk.ts'
import type { QueueDesk } from './queue-desk.ts'
import type { QuestionFiles } from './question-files.ts'
import { createUploadHandlers } from './upload-handlers.ts'
import type { ReferenceDesk } from './reference-desk.ts'
import type { RetentionDesk } from './retention-desk.ts'
import type { SearchDesk } from './search-desk.ts'
import type { RecoveryDesk } from './recovery-desk.ts'
import type { TemplateDesk } from './template-desk.ts'
import type { VaultDesk } from './vault-desk.ts'

export interface HandlersOptions {
  readonly db: Database
  readonly clock: Clock
  readonly hub: EventHub
  readonly description: AppDescription
  readonly profiles: ProfileDesk
  readonly transfer: ProfileTransfer
  readonly launches: LaunchDesk
  readonly profileList: ProfileListDesk
  readonly order: OrderDesk
  readonly questions: QuestionDesk
  readonly questionFiles: Pick<QuestionFiles, 'findSending'>
  readonly queue: QueueDesk
  readonly templates: TemplateDesk
  readonly answers: AnswerDesk
  readonly forks: ForkDesk
  readonly connections: ConnectionDesk
  readonly connectionTests: ConnectionTestDesk
  readonly images: ImageDesk
  readonly references: ReferenceDesk
  readonly answerFiles: AnswerFileDesk
  readonly data: DataDesk
  readonly incoming: IncomingFiles
  readonly backups: BackupDesk
  readonly imports: HistoryImportDesk
  readonly backfill: BackfillDesk
  readonly exports: ExportDesk
  readonly outgoing: Pick<OutgoingFiles, 'show' | 'makeAddress'>
  readonly search: SearchDesk
  readonly integrity: IntegrityDesk
  readonly recovery: RecoveryDesk
  readonly vault: VaultDesk
  readonly cards: AppCardDesk
  readonly bin: BinDesk
  readonly drafts: DraftDesk
  readonly attachments: AttachmentDesk
  readonly retention: RetentionDesk
  readonly erase: EraseDesk
  readonly wake: () => void
  readonly summarize: (conversation: StoredConversation) => ConversationSummary
  readonly announce: (conversationId: ConversationId) => void
}

/** Messages that a page shows before it asks for earlier ones. */
const pageLength = 50

export function createHandlers(options: HandlersOptions): Handlers {
  const { db, clock, hub, description, profiles, questions, connections, queue, templates } = options
  const {
    profileList,
    connectionTests,
    images,
    data,
    exports,
    outgoing,
    search,
    integrity,
    recovery,
    vault,
    cards,
    transfer,
    launches,
    bin,
    drafts,
    attachments,
    retention,
    erase,
    order,
    summarize,
    announce,
  } = options

  return {
    'app.describe': () => description,

    'settings.get': () => readSettings(db),
    'settings.set': (changes) => {
      const settings = writeSettings(db, changes)
      hub.publish({ name: 'settings.changed', payload: { settings } })
      if (changes.retention !== undefined) void retention.sweep()
      if (changes.selectedProfileId) cards.consider(changes.selectedProfileId)
      return settings
    },

    'data.describe': () => data.describe(),
    'data.openFolder': async () => {
      await data.open()
      return {}
    },
    ...createUploadHandlers(options.incoming),
    ...createBackupHandlers(options.backups),
    'import.read': ({ importId, uploadId }) => options.imports.read(importId, uploadId),
    'import.start': ({ importId, uploadId }) => options.imports.start(importId, uploadId),
    'import.cancel': ({ importId }) => {
      options.imports.cancel(importId)
      return {}
    },
    'conversation.backfill': async ({ conversationId }) => ({
      added: await options.backfill.fetch(conversationId),
    }),

    'export.start': async (input) => ({ isStarted: await exports.start(input) }),
    'export.cancel': ({ exportId }) => {
      exports.cancel(exportId)
      return {}
    },
    'export.list': () => exports.list(),
    'export.forget': ({ exportId }) => {
      exports.forget(exportId)
      return {}
    },
    'delivery.show': ({ deliveryId }) => {
      outgoing.show(deliveryId)
      return {}
    },
    'delivery.makeAddress': ({ deliveryId }) => ({ address: outgoing.makeAddress(deliveryId) }),

    'integrity.describe': () => integrity.describe(),
    'integrity.check': () => integrity.check(),
    'integrity.cancel': () => {
      integrity.cancel()
      return {}
    },
    'integrity.acknowledge': () => {
      integrity.acknowledge()
      return {}
    },
    'recovery.start': async () => {
      await recovery.start()
      return {}
    },
    'recovery.startEmpty': async () => {
      await recovery.startEmpty()
      return {}
    },
    'appCard.list': () => cards.list(),
    'appCard.refresh': ({ profileId }) => cards.refresh(profileId),

    'profile.list': () => profiles.list(),
    'profile.add': async ({ settings, allowsDuplicate, ...secrets }) => {
      const profile = await profiles.add(settings, secrets, allowsDuplicate)
      cards.onProfileAdded(profile.id)
      return profile
    },
    'profile.update': async ({ profileId, settings, ...secrets }) => {
      const before = getProfile(db, profileId)
      const profile = await profiles.change(profileId, settings, secrets)
      const change = { before, after: profile, secrets }
      if (isOtherWay(change)) connections.forget(profileId)
      cards.onProfileChanged(profileId, change)
      return profile
    },
    'profile.duplicate': async ({ profileId, name }) => {
      const profile = await profileList.duplicate(profileId, name)
      cards.onProfileAdded(profile.id)
      return profile
    },
    'profile.reorder': ({ profileIds }) => {
      profileList.reorder(profileIds)
      return {}
    },
    'profile.countHistory': ({ profileId }) => profileList.countHistory(profileId),
    'profile.delete': ({ profileId, history }) => {
      profileList.remove(profileId, history)
      cards.onProfileRemoved(profileId)
      attachments.onRemoved(profileId)
      return {}
    },
    'profile.addDemo': () => {
      const profile = profiles.addDemo()
      cards.consider(profile.id)
      return profile
    },

    'vault.describe': () => vault.describe(),
    'vault.choose': (choice) => vault.choose(choice),
    'vault.unlock': ({ passphrase }) => vault.unlock(passphrase),
    'vault.reset': () => vault.reset(),
    'profile.export': ({ profileIds, withPersonal }) => ({ text: transfer.encode(profileIds, withPersonal) }),
    'profile.readImport': ({ text }) => transfer.preview(text),
    'profile.import': ({ text, picks }) => transfer.add(text, picks),

    'launch.take': () => launches.take(),

    'connection.list': () => connections.list(),
    'connection.wake': () => {
      options.wake()
      return {}
    },

    'connectionTest.start': (input) => connectionTests.start(input),
    'connectionTest.cancel': ({ testId }) => {
      connectionTests.cancel(testId)
      return {}
    },

    'conversation.list': ({ profileId, ...stretch }) => {
      getProfile(db, profileId)
      return listConversations(db, profileId, stretch).map(summarize)
    },
    'conversation.listAll': (stretch) => listAllConversations(db, stretch).map(summarize),
    'conversation.listRunning': () => questions.listRunning().map((id) => summarize(getConversation(db, id))),
    'conversation.findByTitle': ({ text, limit }) => findConversationsByTitle(db, text, limit).map(summarize),
    'search.find': (query) => search.find(query),
    'search.cancel': ({ searchId }) => {
      search.cancel(searchId)
      return {}
    },
    'search.findInConversation': (query) => search.findInConversation(query),
    'search.describe': () => search.describe(),

    'conversation.create': ({ profileId }) => {
      refuseRetired(db, profileId)
      const now = clock.now()
      const conversation = newConversation({
        id: attachments.chooseConversationId(profileId),
        profileId,
        createdAt: now,
      })
      insertConversation(db, conversation)
      attachments.moveToConversation(profileId, conversation.id)
      announce(conversation.id)
      return summarize(conversation)
    },
    'conversation.open': ({ conversationId, limit = pageLength, ...place }) => {
      const conversation = summarize(getConversation(db, conversationId))
      const page = listMessages(db, conversationId, { limit, ...place })
      return {
        ...page,
        ...countBeside(
          db,
          conversationId,
          page.messages.map(({ id }) => id),
        ),
        firstUnread: findFirstUnread(db, conversationId),
        conversation,
        messages: page.messages.map((message) => questions.latest(message)),
        revision: hub.revisionOf(conversationId),
      }
    },
    'conversation.listQuestions': ({ conversationId }) => listQuestions(db, conversationId),
    'conversation.rename': ({ conversationId, title }) => {
      getConversation(db, conversationId)
      renameConversation(db, conversationId, title)
      announce(conversationId)
      return summarize(getConversation(db, conversationId))
    },
    'conversation.delete': ({ conversationIds }) => {
      bin.moveIn(conversationIds)
      return {}
    },
    'conversation.restore': ({ conversationIds }) => {
      bin.restore(conversationIds)
      return {}
    },
    'conversation.deleteForever': async ({ conversationIds }) => {
      await bin.deleteForever(conversationIds)
      return {}
    },
    'bin.count': () => bin.count(),
    'bin.empty': async () => {
      await bin.empty()
      return {}
    },
    'conversation.listUnread': () => listUnreadConversations(db).map(summarize),
    'conversation.markRead': ({ conversationId }) => {
      if (markRead(db, conversationId)) announce(conversationId)
      return {}
    },
    'draft.list': () => drafts.list(),
    'draft.set': (draft) => {
      drafts.set(draft)
      return {}
    },
    'attachment.add': ({ owner, uploadId }) => attachments.add(owner, uploadId),
    'attachment.list': ({ owner }) => attachments.list(owner),
    'attachment.remove': ({ attachmentId }) => {
      attachments.remove(attachmentId)
      return {}
    },
    'attachment.retry': ({ attachmentId }) => {
      attachments.retry(attachmentId)
      return {}
    },
    'attachment.findImage': async ({ attachmentId }) => ({
      image: await attachments.findImage(attachmentId),
    }),
    'retention.preview': ({ days }) => retention.preview(days),
    'retention.describe': () => retention.describe(),
    'retention.confirmClock': async () => {
      await retention.confirmClock()
      return {}
    },
    'history.count': () => erase.count(),
    'history.eraseAll': async ({ withBackups }) => {
      await erase.eraseAll(withBackups)
      return {}
    },

    'question.ask': (question) => {
      const turn = questions.ask(question)
      drafts.onAsked(question.conversationId, question.text)
      return turn
    },
    'question.findSendingFiles': ({ conversationId }) => ({
      sending: options.questionFiles.findSending(conversationId),
    }),
    'folder.list': () => order.listFolders(),
    'folder.add': ({ name }) => order.addFolder(name),
    'folder.rename': ({ folderId, name }) => order.renameFolder(folderId, name),
    'folder.reorder': ({ folderIds }) => {
      order.reorderFolders(folderIds)
      return {}
    },
    'folder.delete': ({ folderId }) => {
      order.deleteFolder(folderId)
      return {}
    },
    'tag.list': () => order.listTags(),
    'tag.add': (tag) => order.addTag(tag),
    'tag.change': ({ tagId, ...tag }) => order.changeTag({ id: tagId, ...tag }),
    'tag.delete': ({ tagId }) => {
      order.deleteTag(tagId)
      return {}
    },
    'conversation.arrange': async ({ conversationIds, changes }) => {
      await order.arrange(conversationIds, changes)
      return {}
    },

    'question.retry': ({ conversationId, options }) => questions.askAgain(conversationId, options),
    'question.listRecent': ({ limit, ...place }) => ({ texts: listRecentQuestions(db, place, limit) }),
    'queue.list': () => queue.list(),
    'queue.add': (question) => {
      queue.add(question)
      drafts.onAsked(question.conversationId, question.text)
      return {}
    },
    'queue.remove': ({ conversationId, queuedId }) => ({
      isRemoved: queue.remove(conversationId, queuedId),
    }),
    'queue.take': ({ conversationId, queuedId }) => ({ isTaken: queue.take(conversationId, queuedId) }),
    'queue.reorder': ({ conversationId, queuedIds }) => {
      queue.reorder(conversationId, queuedIds)
      return {}
    },
    'queue.resume': ({ conversationId }) => {
      queue.resume(conversationId)
      return {}
    },
    'template.list': () => templates.list(),
    'template.add': ({ before, ...template }) => templates.add(template, before),
    'template.change': ({ templateId, ...template }) => templates.change({ id: templateId, ...template }),
    'template.reorder': ({ templateIds }) => {
      templates.reorder(templateIds)
      return {}
    },
    'template.delete': ({ templateId }) => {
      templates.delete(templateId)
      return {}
    },
    'template.import': ({ text }) => ({ added: templates.addFile(text) }),
    'answer.stop': ({ conversationId }) => {
      questions.stop(conversationId)
      return {}
    },

    'reference.findKept': ({ messageId }) => ({ slices: options.references.findKept(messageId) }),
    'reference.describe': async ({ messageId, referenceIds }) => ({
      slices: await options.references.describe(messageId, referenceIds),
    }),
    ...createAnswerHandlers({ db, answers: options.answers, forks: options.forks, summarize }),

    'image.findKept': async ({ conversationId, url }) => ({
      image: await images.findKept(conversationId, url),
    }),
    'image.load': ({ conversationId, url, isUnasked = false }) =>
      images.load(conversationId, url, { isUnasked }),
    'imageConsent.list': () => images.listConsents(),
    'imageConsent.give': (consent) => {
      images.giveConsent(consent)
      return {}
    },
    'imageConsent.take': (consent) => {
      images.takeConsent(consent)
      return {}
    },
    'file.findKept': async ({ conversationId, url }) => ({
      file: await options.answerFiles.findKept(conversationId, url),
    }),
    'file.load': ({ conversationId, url }) => options.answerFiles.load(conversationId, url),
    'file.save': ({ conversationId, url, name }) => options.answerFiles.save(conversationId, url, name),
  }
}
