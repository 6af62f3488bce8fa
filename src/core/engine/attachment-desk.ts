// Owns the attachments of questions that were not asked yet: they are checked, kept, uploaded at once, and go over into the
// question when it is asked. Uploading itself is file-sender.ts's, what a question does with its files question-files.ts's.
import { randomUUID } from 'node:crypto'
import {
  maxAttachments,
  findAttachmentKind,
  type Attachment,
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
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { FileSender } from './file-sender.ts'
import type { IncomingFiles } from './incoming-files.ts'
import { readAttachment, type ReadAttachment } from './read-attachment.ts'

export interface AttachmentDesk {
  /** Takes a file that has arrived whole, and begins to upload it. Throws FailureError when it cannot be sent. */
  add(owner: DraftOwner, uploadId: string): Promise<Attachment>
  /** In the order in which they were added. Those that wait are uploaded from now on: a person looks at them. */
  list(owner: DraftOwner): Attachment[]
  /** Ends its upload; no error when it is gone. */
  remove(id: AttachmentId): void
  /** Uploads one again that has failed. */
  retry(id: AttachmentId): void
  /** What a small picture of it is made of; null for a document, and when the copy is gone. */
  findImage(id: AttachmentId): Promise<CallOutput<'attachment.findImage'>['image']>
  /**
   * The id for the conversation that is made for a profile's question: its documents were parsed for that one. To be
   * followed by `move` once the conversation is there.
   */
  chooseConversationId(profileId: ProfileId): ConversationId
  move(profileId: ProfileId, conversationId: ConversationId): void
  /** They belong to a question now; pages are told by `announce`. Called in the transaction that stores it. */
  handOver(attachments: readonly StoredAttachment[], questionId: MessageId): void
  announce(attachments: readonly StoredAttachment[]): void
  /** The question wants its files by itself now: what was under way for it is not held for the attachments any more. */
  release(questionId: MessageId): void
  /** A conversation or a profile with all its conversations is gone: nothing is uploaded for it any more. */
  onRemoved(owner: DraftOwner): void
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
  owner: DraftOwner
  readonly abort: AbortController
  state: AttachmentState
}

/** Between two events about progress alone. */
const paceMs = 100

export function createAttachmentDesk(options: AttachmentDeskOptions): AttachmentDesk {
  const { db, dataDir, clock, log, hub, incoming, files, sender } = options
  const uploads = new Map<AttachmentId, Upload>()
  /** The conversations that are still to be made, by their profile. */
  const reserved = new Map<ProfileId, ConversationId>()
  const handedOver = new Map<MessageId, readonly AbortController[]>()
  let toldAt = -Infinity

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

  function describeAll(owner: DraftOwner): Attachment[] {
    return listAttachments(db, owner).map(describe)
  }

  function publish(owner: DraftOwner): void {
    toldAt = clock.elapsed()
    hub.publish({ name: 'attachments.changed', payload: { owner, attachments: describeAll(owner) } })
  }

  /** Where the question will be asked; for a conversation that is still to be made, an id is set aside. */
  function findTarget(owner: DraftOwner): { profileId: ProfileId; conversationId: ConversationId } {
    const conversationId = conversationIdSchema.parse(owner)
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
    const upload: Upload = { owner, abort: new AbortController(), state: { type: 'waiting' } }
    uploads.set(id, upload)
    const target = findTarget(owner)
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
    // A page needs no more than it can show.
    if (isProgress && clock.elapsed() - toldAt < paceMs) return
    const owner = findAttachment(db, id)?.owner
    if (owner !== undefined) publish(owner)
  }

  function stop(id: AttachmentId): void {
    uploads.get(id)?.abort.abort()
    uploads.delete(id)
  }

  return {
    async add(owner, uploadId) {
      try {
        const { name, mediaType, bytes } = await readAttachment(incoming.get(uploadId))
        if (listAttachments(db, owner).length >= maxAttachments)
          throw new FailureError(createFailure('too-many-attachments'))
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

    move(profileId, conversationId) {
      if (listAttachments(db, profileId).length === 0) return
      moveAttachments(db, profileId, conversationId)
      for (const upload of uploads.values()) if (upload.owner === profileId) upload.owner = conversationId
      publish(profileId)
      publish(conversationId)
    },

    handOver(attachments, questionId) {
      const held = attachments.flatMap(({ id }) => {
        deleteAttachment(db, id)
        const upload = uploads.get(id)
        uploads.delete(id)
        return upload ? [upload.abort] : []
      })
      handedOver.set(questionId, held)
    },

    announce(attachments) {
      for (const owner of new Set(attachments.map((attachment) => attachment.owner))) publish(owner)
    },

    release(questionId) {
      for (const abort of handedOver.get(questionId) ?? []) abort.abort()
      handedOver.delete(questionId)
    },

    onRemoved(owner) {
      for (const [id, upload] of [...uploads]) if (upload.owner === owner || !findAttachment(db, id)) stop(id)
    },

    close() {
      for (const id of [...uploads.keys()]) stop(id)
      sender.close()
    },
  }
}
