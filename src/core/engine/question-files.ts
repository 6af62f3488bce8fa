// Owns the files of questions: how attachments, and files of earlier questions, become parts of a question, and how these
// get to the service when it is asked, or asked again; how far they are, pages hear from here. In the history a file has an
// address of our own, under which its copy is kept: what the service calls it is good for a while only.
import type { Message } from '#shared/answer.ts'
import {
  findAttachmentKind,
  findFileType,
  maxAttachments,
  type AttachmentState,
  type SendingFiles,
} from '#shared/attachment.ts'
import type { CheckedInput } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, MessageId, ProfileId, QueuedQuestionId } from '#shared/ids.ts'
import type { Part, PartOf } from '#shared/part.ts'
import type { SentFile } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { deleteAttachment, findAttachment, type StoredAttachment } from '#core/store/attachments.ts'
import { findShownFile, insertShownFile } from '#core/store/files.ts'
import { getMessage } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { EventHub } from './event-hub.ts'
import type { FileSender } from './file-sender.ts'

export interface QuestionFiles {
  /**
   * What the question names, in this order. `waitedAs`: the question that it was while it waited. Throws FailureError:
   * `not-found` for what is gone or another conversation's, `too-many-attachments`.
   */
  find(
    place: { readonly id: ConversationId; readonly profileId: ProfileId },
    named: NamedFiles,
    waitedAs?: QueuedQuestionId,
  ): FoundFiles
  /** What stands in the question. */
  describe(found: FoundFiles): Part[]
  /** The copies are the conversation's from now on. Called in the transaction that stores the question. */
  adopt(found: FoundFiles, question: Pick<Message, 'conversationId'>): void
  /** To be called once the question is stored. */
  onAsked(found: FoundFiles, questionId: MessageId): void
  /**
   * The files of a question as the service has them, which it may have to be sent first. Throws FailureError when one of
   * them cannot be sent, and when `signal` aborts.
   */
  send(profileId: ProfileId, question: Message, signal: AbortSignal): Promise<readonly SentFile[]>
  /** How far the files of the conversation's question are; null when none is on its way. */
  findSending(conversationId: ConversationId): SendingFiles | null
}

type NamedFiles = Pick<CheckedInput<'question.ask'>, 'attachmentIds' | 'repeatedFiles'>

export interface FoundFiles {
  readonly attachments: readonly StoredAttachment[]
  /** Of an earlier question. */
  readonly repeated: readonly QuestionFile[]
}

export interface QuestionFilesOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now' | 'elapsed'>
  readonly hub: EventHub
  readonly attachments: Pick<AttachmentDesk, 'onAsked' | 'release'>
  readonly sender: Pick<FileSender, 'send'>
}

type QuestionFile = PartOf<'image'> | PartOf<'file'>

/** Whether a question consists of more than its words. */
export function hasFiles({ parts }: Pick<Message, 'parts'>): boolean {
  return parts.some(isFile)
}

/** The files of one question that were not at the service when it was asked. */
interface Sending {
  readonly conversationId: ConversationId
  readonly questionId: MessageId
  /** By the keys of the parts. */
  readonly states: Map<string, AttachmentState>
  /** Minus infinity while nothing was told. */
  toldAt: number
  /** The question is asked or has failed; files that still go on after that are nobody's matter any more. */
  isOver: boolean
}

/** Between two events about progress alone. */
const paceMs = 100

export function createQuestionFiles({
  db,
  clock,
  hub,
  attachments,
  sender,
}: QuestionFilesOptions): QuestionFiles {
  /** One question a conversation is on its way at most. */
  const underWay = new Map<ConversationId, Sending>()

  function publish(sending: Sending): void {
    sending.toldAt = clock.elapsed()
    hub.publish({ name: 'question.filesProgressed', payload: describeSending(sending) })
  }

  function note(sending: Sending, key: string, state: AttachmentState): void {
    if (sending.isOver) return
    const isProgress = sending.states.get(key)?.type === state.type
    sending.states.set(key, state)
    // A page needs no more than it can show.
    if (!isProgress || clock.elapsed() - sending.toldAt >= paceMs) publish(sending)
  }

  async function sendOne(
    profileId: ProfileId,
    part: QuestionFile,
    sending: Sending,
    signal: AbortSignal,
  ): Promise<SentFile> {
    const { conversationId } = sending
    const kind = part.type === 'image' ? 'image' : 'document'
    const name = nameOf(part)
    const kept = findShownFile(db, conversationId, part.url)
    if (!kept) return useAsItIs(part, kind, name)
    const { hash, bytes: sizeBytes } = kept
    const { url, documentId } = await sender.send(
      { profileId, conversationId, hash, name, sizeBytes },
      { signal, onProgress: (state) => note(sending, part.key, state) },
    )
    if (sending.states.has(part.key)) note(sending, part.key, { type: 'ready' })
    return { kind, name, fileType: findFileType(name), sizeBytes, url, documentId }
  }

  return {
    find({ id: conversationId, profileId }, { attachmentIds = [], repeatedFiles }, waitedAs) {
      const owners: readonly unknown[] = [conversationId, profileId, waitedAs]
      const { questionId, keys = [] } = repeatedFiles ?? {}
      if (attachmentIds.length + keys.length > maxAttachments)
        throw new FailureError(createFailure('too-many-attachments'))
      const question = questionId && getMessage(db, questionId)
      const parts = question?.conversationId === conversationId ? question.parts.filter(isFile) : []
      return {
        attachments: attachmentIds.map((id) => {
          const attachment = findAttachment(db, id)
          if (attachment && owners.includes(attachment.owner)) return attachment
          throw new FailureError(createFailure('not-found'))
        }),
        repeated: keys.map((key) => {
          const part = parts.find((one) => one.key === key)
          if (part) return part
          throw new FailureError(createFailure('not-found'))
        }),
      }
    },

    describe: ({ attachments: list, repeated }) =>
      [...repeated, ...list.map(describeAttachment)].map((part, index) => ({
        ...part,
        key: `file:${index + 1}`,
      })),

    adopt({ attachments: list }, { conversationId }) {
      for (const { id, hash, mediaType, bytes } of list) {
        insertShownFile(db, {
          conversationId,
          url: addressOf(hash),
          hash,
          mediaType,
          bytes,
          addedAt: clock.now(),
        })
        deleteAttachment(db, id)
      }
    },

    onAsked({ attachments: list }, questionId) {
      if (list.length > 0) attachments.onAsked(list, questionId)
    },

    async send(profileId, { id: questionId, conversationId, parts }, signal) {
      const sending: Sending = {
        conversationId,
        questionId,
        states: new Map(),
        toldAt: -Infinity,
        isOver: false,
      }
      underWay.set(conversationId, sending)
      // All of them are under way before the first is waited for.
      const sent = parts.filter(isFile).map((part) => sendOne(profileId, part, sending, signal))
      attachments.release(questionId)
      try {
        return await Promise.all(sent)
      } finally {
        // Another question may be on its way by now: this one was stopped.
        if (underWay.get(conversationId) === sending) underWay.delete(conversationId)
        sending.isOver = true
        sending.states.clear()
        if (sending.toldAt > -Infinity) publish(sending)
      }
    },

    findSending(conversationId) {
      const sending = underWay.get(conversationId)
      return sending && sending.states.size > 0 ? describeSending(sending) : null
    },
  }
}

function describeSending({ conversationId, questionId, states }: Sending): SendingFiles {
  return { conversationId, questionId, files: Array.from(states, ([key, state]) => ({ key, state })) }
}

function nameOf(part: QuestionFile): string {
  return part.type === 'image' ? part.description : part.name
}

function describeAttachment({ hash, name, bytes }: StoredAttachment): QuestionFile {
  const url = addressOf(hash)
  return findAttachmentKind(name) === 'image'
    ? { type: 'image', key: '', url, description: name }
    : { type: 'file', key: '', name, url, fileType: findFileType(name), sizeBytes: bytes }
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
