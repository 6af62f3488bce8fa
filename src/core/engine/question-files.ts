// Owns the files of questions: how attachments become parts of a question, and how these get to the service when it is asked,
// or asked again. In the history a file has an address of our own, under which its copy is kept: what the service calls it
// is good for a while only.
import type { Message } from '#shared/answer.ts'
import { findAttachmentKind, findFileType, maxAttachments } from '#shared/attachment.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { AttachmentId, ConversationId, ProfileId } from '#shared/ids.ts'
import type { Part, PartOf } from '#shared/part.ts'
import type { SentFile } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { findAttachment, type StoredAttachment } from '#core/store/attachments.ts'
import { findShownFile, insertShownFile } from '#core/store/files.ts'
import type { Database } from '#core/store/open.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { FileSender } from './file-sender.ts'

export interface QuestionFiles {
  /**
   * The attachments with these ids, in this order. Throws FailureError: `not-found` for one that is gone or another
   * conversation's, `too-many-attachments`.
   */
  find(
    place: { readonly id: ConversationId; readonly profileId: ProfileId },
    ids: readonly AttachmentId[],
  ): readonly StoredAttachment[]
  /** What stands in the question. */
  describe(attachments: readonly StoredAttachment[]): Part[]
  /** Their copies are the conversation's from now on. Called in the transaction that stores the question. */
  adopt(attachments: readonly StoredAttachment[], question: Pick<Message, 'id' | 'conversationId'>): void
  /** To be called once the question is stored. */
  onAsked(attachments: readonly StoredAttachment[]): void
  /**
   * The files of a question as the service has them, which it may have to be sent first. Throws FailureError when one of
   * them cannot be sent, and when `signal` aborts.
   */
  send(profileId: ProfileId, question: Message, signal: AbortSignal): Promise<readonly SentFile[]>
}

export interface QuestionFilesOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly attachments: Pick<AttachmentDesk, 'handOver' | 'announce' | 'release'>
  readonly sender: Pick<FileSender, 'send'>
}

type QuestionFile = PartOf<'image'> | PartOf<'file'>

/** Whether a question consists of more than its words. */
export function hasFiles({ parts }: Pick<Message, 'parts'>): boolean {
  return parts.some(isFile)
}

export function createQuestionFiles({ db, clock, attachments, sender }: QuestionFilesOptions): QuestionFiles {
  async function sendOne(
    profileId: ProfileId,
    conversationId: ConversationId,
    part: QuestionFile,
    signal: AbortSignal,
  ): Promise<SentFile> {
    const kind = part.type === 'image' ? 'image' : 'document'
    const name = part.type === 'image' ? part.description : part.name
    const kept = findShownFile(db, conversationId, part.url)
    if (!kept) return useAsItIs(part, kind, name)
    const { hash, bytes: sizeBytes } = kept
    const { url, documentId } = await sender.send(
      { profileId, conversationId, hash, name, sizeBytes },
      { signal },
    )
    return { kind, name, fileType: findFileType(name), sizeBytes, url, documentId }
  }

  return {
    find({ id: conversationId, profileId }, ids) {
      if (ids.length > maxAttachments) throw new FailureError(createFailure('too-many-attachments'))
      return ids.map((id) => {
        const attachment = findAttachment(db, id)
        if (attachment?.owner === conversationId || attachment?.owner === profileId) return attachment
        throw new FailureError(createFailure('not-found'))
      })
    },

    describe: (list) => list.map(describeAttachment),

    adopt(list, question) {
      const { conversationId } = question
      for (const { hash, mediaType, bytes } of list)
        insertShownFile(db, {
          conversationId,
          url: addressOf(hash),
          hash,
          mediaType,
          bytes,
          addedAt: clock.now(),
        })
      attachments.handOver(list, question.id)
    },

    onAsked: (list) => attachments.announce(list),

    async send(profileId, question, signal) {
      const parts = question.parts.filter(isFile)
      // All of them are under way before the first is waited for.
      const sending = parts.map((part) => sendOne(profileId, question.conversationId, part, signal))
      attachments.release(question.id)
      return Promise.all(sending)
    },
  }
}

function describeAttachment({ hash, name, bytes }: StoredAttachment, index: number): Part {
  const key = `file:${index + 1}`
  const url = addressOf(hash)
  return findAttachmentKind(name) === 'image'
    ? { type: 'image', key, url, description: name }
    : { type: 'file', key, name, url, fileType: findFileType(name), sizeBytes: bytes }
}

/** A file that another program has sent, known from the service's record: what it was called there has to do. */
function useAsItIs(part: QuestionFile, kind: SentFile['kind'], name: string): SentFile {
  if (!/^https?:/.test(part.url)) throw new FailureError(createFailure('attachment-gone'))
  const { sizeBytes = 0, documentId, fileType = '' } = part.type === 'file' ? part : {}
  return { kind, name, fileType, sizeBytes, url: part.url, documentId }
}

/** No page can load it, and no link leads there. */
function addressOf(hash: string): string {
  return `kept-file:${hash}`
}

function isFile(part: Part): part is QuestionFile {
  return part.type === 'image' || part.type === 'file'
}
