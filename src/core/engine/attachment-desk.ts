// Owns the attachments of questions that were not asked yet, also of those that wait their turn: they are checked, kept,
// uploaded at once, and go over into the question when it is asked. Uploading itself is file-sender.ts's, what a question
// does with its files question-files.ts's.
import { randomUUID } from 'node:crypto'
import {
  maxAttachments,
  findAttachmentKind,
  type Attachment,
  type AttachmentOwner,
  type AttachmentState,
} from '#shared/attachment.ts'
import type { CallOutput } from '#shared/contract/contract.ts'
import type { DraftOwner } from '#shared/draft.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  profileIdSchema,
  type AttachmentId,
  type ConversationId,
  type MessageId,
  type ProfileId,
} from '#shared/ids.ts'
import { imageMediaTypeSchema } from '#shared/image.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import {
  deleteAttachment,
  findAttachment,
  insertAttachment,
  listAttachments,
  moveAttachments,
  setAttachmentRemote,
  type StoredAttachment,
} from '#core/store/attachments.ts'
import { getConversation, hasConversation } from '#core/store/conversations.ts'
import { deleteCopy, readCopy, stageCopy } from '#core/store/file-copies.ts'
import { hasKeptFile } from '#core/store/files.ts'
import type { Database } from '#core/store/open.ts'
import { findQueuePlace } from '#core/store/queued-questions.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { FileSender } from './file-sender.ts'
import type { IncomingFiles } from './incoming-files.ts'
import { readAttachment, type ReadAttachment } from './read-attachment.ts'

export interface AttachmentDesk {
  /** Takes a file that has arrived whole, and begins to upload it. Throws FailureError when it cannot be sent. */
  add(owner: DraftOwner, uploadId: string): Promise<Attachment>
  /** In the order in which they were added. Those that wait are uploaded from now on: a person looks at them. */
  list(owner: AttachmentOwner): Attachment[]
  /** Ends its upload; no error when it is gone. */
  remove(id: AttachmentId): void
  /** Uploads one again that has failed. */
  retry(id: AttachmentId): void
  /** What a small picture of it is made of; null for a document, and when the copy is gone. */
  findImage(id: AttachmentId): Promise<CallOutput<'attachment.findImage'>['image']>
  /**
   * The id for the conversation that is made for a profile's question: its documents were parsed for that one. To be
   * followed by `moveToConversation` once the conversation is there.
   */
  chooseConversationId(profileId: ProfileId): ConversationId
  moveToConversation(profileId: ProfileId, conversationId: ConversationId): void
  /** Tells the pages what these have now. */
  announce(owners: Iterable<AttachmentOwner>): void
  /** The attachments are a question's now, and gone from the table. */
  onAsked(attachments: readonly StoredAttachment[], questionId: MessageId): void
  /** The question wants its files by itself now: what was under way for it is not held for the attachments any more. */
  release(questionId: MessageId): void
  /** A question that waited is gone without having been asked: so are its files. */
  onDropped(owner: AttachmentOwner): void
  /** A conversation or a profile is gone: nothing is uploaded for it any more. */
  onRemoved(id: ConversationId | ProfileId): void
  close(): void
}

export interface AttachmentDeskOptions {
  readonly db: Database
  readonly dataDir: string
  readonly clock: Pick<Clock, 'now' | 'elapsed'>
  readonly log: Log
  readonly hub: EventHub
  readonly incoming: Pick<IncomingFiles, 'get' | 'drop'>
  readonly files: Pick<FileDesk, 'deleteUnused'>
  readonly sender: FileSender
}

/** Of one attachment, while this program runs. */
interface Upload {
  readonly target: Target
  readonly abort: AbortController
  state: AttachmentState
}

/** Where its question will be asked. */
interface Target {
  readonly profileId: ProfileId
  readonly conversationId: ConversationId
}

/** Between two events about progress alone. */
const paceMs = 100

export function createAttachmentDesk(options: AttachmentDeskOptions): AttachmentDesk {
  const { db, dataDir, clock, log, hub, incoming, files, sender } = options
  const uploads = new Map<AttachmentId, Upload>()
  /** The conversations that are still to be made, by their profile. */
  const reserved = new Map<ProfileId, ConversationId>()
  const handedOver = new Map<MessageId, readonly AbortController[]>()
  /** When the pages were last told of the progress of one. */
  const toldAt = new Map<AttachmentOwner, number>()

  function describe(attachment: StoredAttachment): Attachment {
    const { id, owner, name, bytes } = attachment
    const kind = findAttachmentKind(name) ?? 'document'
    return { id, owner, name, kind, sizeBytes: bytes, state: findState(attachment) }
  }

  function findState(attachment: StoredAttachment): AttachmentState {
    const upload = uploads.get(attachment.id)
    if (upload && upload.state.type !== 'ready') return upload.state
    return sender.find({ ...attachment, conversationId: findTarget(attachment.owner).conversationId })
      ? { type: 'ready' }
      : { type: 'waiting' }
  }

  function describeAll(owner: AttachmentOwner): Attachment[] {
    return listAttachments(db, owner).map(describe)
  }

  function publish(owner: AttachmentOwner): void {
    const attachments = describeAll(owner)
    if (attachments.length === 0) toldAt.delete(owner)
    else toldAt.set(owner, clock.elapsed())
    hub.publish({ name: 'attachments.changed', payload: { owner, attachments } })
  }

  function announce(owners: Iterable<AttachmentOwner>): void {
    for (const owner of new Set(owners)) publish(owner)
  }

  /** For a conversation that is still to be made, an id is set aside. */
  function findTarget(owner: AttachmentOwner): Target {
    const conversationId = findQueuePlace(db, owner) ?? conversationIdSchema.parse(owner)
    if (hasConversation(db, conversationId))
      return { profileId: getConversation(db, conversationId).profileId, conversationId }
    const profileId = profileIdSchema.parse(owner)
    return { profileId, conversationId: chooseConversationId(profileId) }
  }

  function chooseConversationId(profileId: ProfileId): ConversationId {
    const stored = listAttachments(db, profileId).find(({ remote }) => remote !== null)?.remote
      ?.conversationId
    const free = stored !== undefined && !hasConversation(db, stored) ? stored : undefined
    const id = reserved.get(profileId) ?? free ?? conversationIdSchema.parse(randomUUID())
    reserved.set(profileId, id)
    return id
  }

  /** Does nothing for one that is on its way or there already. */
  function begin(attachment: StoredAttachment): void {
    const { id, owner, remote, bytes } = attachment
    if (remote !== null) sender.remember(attachment, remote)
    const isUnderWay = (uploads.get(id)?.state.type ?? 'ready') !== 'ready'
    if (isUnderWay || findState(attachment).type === 'ready') return
    const target = findTarget(owner)
    const upload: Upload = { target, abort: new AbortController(), state: { type: 'waiting' } }
    uploads.set(id, upload)
    const file = { ...attachment, ...target, sizeBytes: bytes }
    void sender
      .send(file, { signal: upload.abort.signal, onProgress: (state) => note(id, upload, state) })
      .then((sent) => {
        setAttachmentRemote(db, id, sent)
        note(id, upload, { type: 'ready' })
      })
      .catch((error: unknown) => {
        if (upload.abort.signal.aborted) return
        if (!(error instanceof FailureError)) log.error('attachment.unexpected', { cause: String(error) })
        const failure = error instanceof FailureError ? error.failure : createFailure('unexpected')
        log.warn('attachment.not-uploaded', { code: failure.code })
        note(id, upload, { type: 'failed', failure })
      })
  }

  /** The bytes come into their place together with what the tables say of them, or not at all. */
  async function keep(
    owner: DraftOwner,
    { name, mediaType, bytes }: ReadAttachment,
  ): Promise<StoredAttachment> {
    const staged = await stageCopy(dataDir, bytes)
    const { hash } = staged
    const row = { owner, name, mediaType, hash, bytes: bytes.length, addedAt: clock.now() }
    const attachment = { id: attachmentIdSchema.parse(randomUUID()), ...row }
    try {
      // Not before: others may have come while the bytes were written.
      if (listAttachments(db, owner).length >= maxAttachments)
        throw new FailureError(createFailure('too-many-attachments'))
      staged.place()
      if (!insertAttachment(db, attachment)) throw new FailureError(createFailure('not-found'))
      return { ...attachment, remote: null }
    } catch (error) {
      staged.discard()
      if (!hasKeptFile(db, hash)) deleteCopy(dataDir, hash)
      throw error
    }
  }

  function note(id: AttachmentId, upload: Upload, state: AttachmentState): void {
    if (uploads.get(id) !== upload) return
    const isProgress = upload.state.type === state.type
    if (isProgress && state.type === 'waiting') return
    upload.state = state
    const owner = findAttachment(db, id)?.owner
    if (owner === undefined) return
    // A page needs no more than it can show.
    if (isProgress && clock.elapsed() - (toldAt.get(owner) ?? -Infinity) < paceMs) return
    publish(owner)
  }

  function stop(id: AttachmentId): void {
    uploads.get(id)?.abort.abort()
    uploads.delete(id)
  }

  function stopGone(): void {
    for (const id of [...uploads.keys()]) if (!findAttachment(db, id)) stop(id)
  }

  return {
    async add(owner, uploadId) {
      try {
        const { name, mediaType, bytes } = await readAttachment(incoming.get(uploadId))
        const stored = await keep(owner, { name, mediaType, bytes })
        begin(stored)
        publish(owner)
        return describe(stored)
      } finally {
        await incoming.drop(uploadId)
      }
    },

    list(owner) {
      for (const attachment of listAttachments(db, owner)) begin(attachment)
      return describeAll(owner)
    },

    remove(id) {
      const attachment = findAttachment(db, id)
      stop(id)
      if (!attachment) return
      deleteAttachment(db, id)
      files.deleteUnused()
      publish(attachment.owner)
    },

    retry(id) {
      const attachment = findAttachment(db, id)
      if (!attachment) throw new FailureError(createFailure('not-found'))
      stop(id)
      begin(attachment)
      publish(attachment.owner)
    },

    async findImage(id) {
      const attachment = findAttachment(db, id)
      const mediaType = imageMediaTypeSchema.safeParse(attachment?.mediaType).data
      if (!attachment || mediaType === undefined) return null
      const copy = await readCopy(dataDir, attachment.hash)
      return copy.type === 'whole' ? { mediaType, base64: copy.bytes.toString('base64') } : null
    },

    chooseConversationId(profileId) {
      const id = chooseConversationId(profileId)
      reserved.delete(profileId)
      return id
    },

    moveToConversation(profileId, conversationId) {
      const ids = listAttachments(db, profileId).map(({ id }) => id)
      if (ids.length === 0) return
      moveAttachments(db, ids, conversationId)
      publish(profileId)
      publish(conversationId)
    },

    announce,

    onAsked(attachments, questionId) {
      const held = attachments.flatMap(({ id }) => {
        const upload = uploads.get(id)
        uploads.delete(id)
        return upload ? [upload.abort] : []
      })
      handedOver.set(questionId, held)
      announce(attachments.map(({ owner }) => owner))
    },

    release(questionId) {
      for (const abort of handedOver.get(questionId) ?? []) abort.abort()
      handedOver.delete(questionId)
    },

    onDropped(owner) {
      stopGone()
      files.deleteUnused()
      publish(owner)
    },

    onRemoved(gone) {
      for (const [id, { target }] of [...uploads])
        if (target.conversationId === gone || target.profileId === gone) stop(id)
      stopGone()
    },

    close() {
      for (const id of [...uploads.keys()]) stop(id)
      sender.close()
    },
  }
}
