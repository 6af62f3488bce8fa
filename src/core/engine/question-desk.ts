// Owns the life of a turn: a question is stored, sent, answered, stopped, asked again. What arrives is collected by
// running-answer.ts and stored and published by checkpoint.ts.
import { randomUUID } from 'node:crypto'
import type { AnswerEvent, Message } from '#shared/answer.ts'
import type { CheckedInput } from '#shared/contract/contract.ts'
import { titleFromQuestion } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { QuestionOptions } from '#shared/question.ts'
import {
  messageIdSchema,
  type ConversationId,
  type MessageId,
  type ProfileId,
  type QueuedQuestionId,
} from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import type { WidgetAction } from '#shared/question.ts'
import type { AdpClient, AdpQuestion } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { arrangeConversations } from '#core/store/arrange-conversations.ts'
import {
  getConversation,
  renameConversation,
  touchConversation,
  type StoredConversation,
} from '#core/store/conversations.ts'
import { writeDurably } from '#core/store/database.ts'
import { deleteMessage, insertTurn, listInterrupted, listMessages } from '#core/store/messages.ts'
import { checkpointStore, type Database } from '#core/store/open.ts'
import { getProfile } from '#core/store/profiles.ts'
import { readSettings } from '#core/store/settings.ts'
import { forgetShownAnswer } from '#core/store/shown-answers.ts'
import { markUnread } from '#core/store/unread.ts'
import { refuseInBin } from './bin-desk.ts'
import { createCheckpoint } from './checkpoint.ts'
import type { EventHub } from './event-hub.ts'
import { hasFiles, type QuestionFiles } from './question-files.ts'
import { refuseRetired } from './profile-list-desk.ts'
import { createRecallDesk } from './recall-desk.ts'
import { createRawRecorder } from './raw-recorder.ts'
import { createRunningAnswer, type RunningAnswer } from './running-answer.ts'

export interface Turn {
  readonly questionId: MessageId
  readonly answerId: MessageId
}

/** What a person asks, and where. */
export type NewQuestion = CheckedInput<'question.ask'>

/** What a question was while it waited. */
export interface WaitedQuestion {
  readonly id: QueuedQuestionId
  /** Done together with keeping the question, or neither is. */
  leave(): void
}

export interface QuestionDesk {
  ask(question: NewQuestion, waited?: WaitedQuestion): Turn
  /** `options`: what of the question's own is to be different this time. */
  askAgain(conversationId: ConversationId, options?: QuestionOptions): Turn
  /** No error when nothing runs: the answer may have ended a moment ago. */
  stop(conversationId: ConversationId): void
  isRunning(conversationId: ConversationId): boolean
  /** The conversations with a running answer, of one profile or of all. */
  listRunning(profileId?: ProfileId): ConversationId[]
  /** Whether an answer runs, or something is on the screen that is not in the history. */
  isBusy(): boolean
  /** The message as the pages know it, which is newer than the history while that cannot be written. */
  latest(message: Message): Message
  close(): void
}

export interface QuestionDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  /** The client of a profile. Throws FailureError when there is none to be had, for instance without a readable key. */
  readonly openClient: (profileId: ProfileId) => Promise<AdpClient>
  readonly files: QuestionFiles
  /** Tells the pages that a conversation started or ended an answer, or got its title. */
  readonly announce: (conversationId: ConversationId) => void
  /** An answer has ended and is in the history, as far as that can be written. */
  readonly onAnswered: (answer: Message) => void
}

/** A question on its way, with the answer that is being written. */
interface RunningTurn {
  readonly profileId: ProfileId
  readonly answer: RunningAnswer
  question: Message
}

export function createQuestionDesk(options: QuestionDeskOptions): QuestionDesk {
  const { db, clock, log, hub, openClient, files, announce, onAnswered } = options
  /** Turns whose answer has not ended, at most one a conversation. */
  const running = new Map<ConversationId, RunningTurn>()
  const checkpoint = createCheckpoint({ db, clock, log, hub, onEnded })
  const recalls = createRecallDesk({
    clock,
    openClient,
    replace(answer) {
      log.info('answer.completed', { answer: answer.id })
      checkpoint.update(answer)
      publishMessage('message.changed', answer)
    },
    onUnexpected: (error) => log.warn('answer.not-recalled', { cause: String(error) }),
  })

  const interrupted = listInterrupted(db, clock.now())
  if (interrupted.length > 0) log.warn('history.interrupted', { messages: interrupted.length })
  for (const message of interrupted) checkpoint.update(message)

  function onEnded(answer: Message): void {
    const turn = running.get(answer.conversationId)
    running.delete(answer.conversationId)
    log.info('answer.ended', { answer: answer.id, status: answer.status, failure: answer.failure?.code })
    if (turn?.question.status === 'sending') settleQuestion(turn, answer.status)
    attempt(() => touchConversation(db, answer.conversationId, answer.endedAt ?? clock.now()))
    // Whoever looks at it says so.
    if (answer.status !== 'stopped' && answer.status !== 'interrupted')
      attempt(() => markUnread(db, answer.conversationId, answer.id))
    attempt(() => announce(answer.conversationId))
    if (turn) recalls.consider(turn.profileId, answer)
    attempt(() => onAnswered(answer))
    // The log is carried over into the history while nothing is being written.
    if (running.size === 0) attempt(() => checkpointStore(db))
  }

  /** The question is what the service made of it: accepted, or whatever ended its answer before that. */
  function settleQuestion(turn: RunningTurn, status: Message['status']): void {
    turn.question = { ...turn.question, status }
    checkpoint.update(turn.question)
    publishMessage('message.changed', turn.question)
  }

  /** Does what an answer must not end of when the history refuses it. */
  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error('history.failed', { cause: String(error) })
    }
  }

  function publishMessage(name: 'message.added' | 'message.changed', message: Message): void {
    const { conversationId } = message
    hub.publish({ name, payload: { conversationId, revision: hub.nextRevision(conversationId), message } })
  }

  function newMessage(conversationId: ConversationId, role: Message['role'], requestId: string): Message {
    return {
      id: messageIdSchema.parse(randomUUID()),
      conversationId,
      role,
      status: role === 'user' ? 'sending' : 'streaming',
      parts: [],
      createdAt: clock.now(),
      remote: { requestId },
    }
  }

  /** Follows the answer of a question that is in the history, in the background. */
  function start(profileId: ProfileId, question: Message, answer: Message): void {
    const { conversationId } = answer
    const abort = new AbortController()
    const turn: RunningTurn = {
      profileId,
      question,
      answer: createRunningAnswer({
        message: answer,
        abort,
        now: () => clock.now(),
        onPending: () => checkpoint.schedule(),
        onUnexpected: (error) => log.error('answer.unexpected', { cause: String(error) }),
      }),
    }
    running.set(conversationId, turn)
    checkpoint.add(turn.answer)
    attempt(() => announce(conversationId))
    const widgetAction = findAction(question)
    const remoteQuestion: AdpQuestion = {
      requestId: answer.remote.requestId ?? answer.id,
      conversationId,
      text: textOf(question),
      ...(widgetAction ? { widgetAction } : {}),
    }
    void turn.answer.follow(() => askRemote(turn, remoteQuestion, abort.signal))
  }

  async function askRemote(turn: RunningTurn, question: AdpQuestion, signal: AbortSignal): Promise<void> {
    const { profileId, answer } = turn
    const raw = readSettings(db).keepsRawEvents
      ? createRawRecorder({ db, clock, messageId: answer.message.id, attempt })
      : undefined
    function receive(events: readonly AnswerEvent[]): void {
      const isAccepted =
        turn.question.status === 'sending' && events.some(({ type }) => type === 'answer-start')
      if (isAccepted && running.get(question.conversationId) === turn) settleQuestion(turn, 'complete')
      for (const event of events) answer.receive(event)
    }
    try {
      const sent = hasFiles(turn.question) ? await files.send(profileId, turn.question, signal) : []
      // As they are now: the profile may have been changed since the question was first asked.
      const { requestDefaults } = getProfile(db, profileId)
      const options = { ...requestDefaults, ...turn.question.options, ...answer.message.options }
      const client = await openClient(profileId)
      await client.ask(
        {
          ...question,
          ...(sent.length === 0 ? {} : { files: sent }),
          ...(Object.keys(options).length === 0 ? {} : { options }),
        },
        receive,
        signal,
        {
          onWay: (way) => answer.receive({ type: 'remote-set', remote: { way } }),
          ...(raw ? { onRaw: (event) => raw.take(event) } : {}),
        },
      )
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      receive([{ type: 'answer-end', status: 'failed', failure: error.failure }])
    } finally {
      raw?.end()
    }
  }

  function refuseWhileRunning(conversationId: ConversationId): void {
    if (running.has(conversationId)) throw new FailureError(createFailure('answer-running'))
  }

  /** Whoever asks in it goes on with it: it is no longer put aside. */
  function takeOutOfArchive({ id, shelf }: StoredConversation): void {
    if (shelf === 'archive') arrangeConversations(db, [id], { isArchived: false })
  }

  return {
    ask({ conversationId, text, options, widgetAction, ...named }, waited) {
      const conversation = getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      refuseRetired(db, conversation.profileId)
      refuseWhileRunning(conversationId)
      const found = files.find(conversation, named, waited?.id)
      const fileParts = files.describe(found)
      const hasWords = text.trim() !== ''
      if (!hasWords && fileParts.length === 0) throw new FailureError(createFailure('empty-question'))
      const requestId = randomUUID()
      const words: Part = { type: 'text', key: 'question', text, quotes: [], references: [] }
      const question: Message = {
        ...newMessage(conversationId, 'user', requestId),
        parts: [
          ...(hasWords ? [words] : []),
          ...fileParts,
          ...(widgetAction
            ? [{ type: 'widget-action' as const, key: 'widget-action', ...widgetAction }]
            : []),
        ],
        ...(options === undefined ? {} : { options }),
      }
      const answer = newMessage(conversationId, 'assistant', requestId)
      writeDurably(db, () => {
        waited?.leave()
        insertTurn(db, [question, answer])
        files.adopt(found, question)
        takeOutOfArchive(conversation)
        if (conversation.title === '')
          renameConversation(db, conversationId, titleFromQuestion(hasWords ? text : nameFile(fileParts[0])))
        touchConversation(db, conversationId, question.createdAt)
      })
      publishMessage('message.added', question)
      publishMessage('message.added', answer)
      files.onAsked(found, question.id)
      start(conversation.profileId, question, answer)
      return { questionId: question.id, answerId: answer.id }
    },

    askAgain(conversationId, options) {
      const conversation = getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      refuseRetired(db, conversation.profileId)
      refuseWhileRunning(conversationId)
      const messages = listMessages(db, conversationId, { limit: 50 }).messages.map((message) =>
        checkpoint.latest(message),
      )
      const question = messages.findLast((message) => message.role === 'user')
      if (!question) throw new FailureError(createFailure('not-found'))
      if (textOf(question) === '' && !hasFiles(question))
        throw new FailureError(createFailure('empty-question'))
      recalls.cancel(conversationId)
      const last = messages.at(-1)
      const isReplaced = last?.role === 'assistant' && last.parts.length === 0 && !last.isDamaged
      const answer: Message = {
        ...newMessage(conversationId, 'assistant', randomUUID()),
        ...(options === undefined ? {} : { options }),
      }
      writeDurably(db, () => {
        insertTurn(db, [answer])
        forgetShownAnswer(db, question.id)
        if (isReplaced) deleteMessage(db, last.id)
        takeOutOfArchive(conversation)
        touchConversation(db, conversationId, answer.createdAt)
      })
      if (isReplaced) {
        hub.publish({
          name: 'message.removed',
          payload: { conversationId, revision: hub.nextRevision(conversationId), messageId: last.id },
        })
      }
      const asked: Message = question.status === 'complete' ? question : { ...question, status: 'sending' }
      if (asked !== question) {
        checkpoint.update(asked)
        publishMessage('message.changed', asked)
      }
      publishMessage('message.added', answer)
      const shown = { conversationId, questionId: question.id, answerId: answer.id }
      hub.publish({ name: 'answer.shown', payload: shown })
      start(conversation.profileId, asked, answer)
      return { questionId: question.id, answerId: answer.id }
    },

    stop(conversationId) {
      recalls.cancel(conversationId)
      running.get(conversationId)?.answer.end('stopped')
      checkpoint.flush()
    },

    isRunning: (conversationId) => running.has(conversationId),
    listRunning: (profileId) =>
      [...running].flatMap(([id, turn]) =>
        profileId === undefined || turn.profileId === profileId ? [id] : [],
      ),
    isBusy: () => running.size > 0 || checkpoint.isBehind(),
    latest: (message) => checkpoint.latest(message),

    close() {
      recalls.close()
      for (const { answer } of running.values()) answer.end('interrupted')
      checkpoint.close()
    },
  }
}

function nameFile(part: Part | undefined): string {
  if (part?.type === 'image') return part.description
  return part?.type === 'file' ? part.name : ''
}

function textOf(message: Message): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}

function findAction({ parts }: Message): WidgetAction | undefined {
  const part = parts.find(({ type }) => type === 'widget-action')
  if (part?.type !== 'widget-action') return undefined
  const { widgetId, runId, actionType, payload } = part
  return { widgetId, runId, actionType, payload }
}
