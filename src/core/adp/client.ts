// Owns the entrance to ADP: one question in, the events of its answer out. All that the engine sees of this folder, beside
// cloud/. The attempts at a question are answer-question.ts's, how it travels sse-channel.ts's and socket-connection.ts's,
// what comes back v1/'s and v2/'s.
import type { AnswerEvent } from '#shared/answer.ts'
import type { CitedSlice } from '#shared/cited-slice.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { AccessMethod, ProtocolVersion, RequestDefaults, Site } from '#shared/profile.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { firstWay, type AccessChoice, type Way } from './access.ts'
import { answerQuestion } from './answer-question.ts'
import { createCloudApi } from './cloud/api.ts'
import { findApplicationId } from './cloud/find-application-id.ts'
import { fetchCitedSlices } from './cloud/references.ts'
import { followTurn, type AnswerEnd, type TurnEnd } from './follow-turn.ts'
import { generations } from './generations.ts'
import { hideSecretsOfEvent } from './hide-secrets.ts'
import { createChannel } from './open-channel.ts'
import { createPartLimit } from './part-limit.ts'
import type { FindProxy } from './proxy.ts'
import type { ListeningPace } from './listening-pace.ts'
import type { SocketState } from './socket-connection.ts'
import type { SocketPool } from './socket-pool.ts'
import { recallAnswer, type RecalledAnswer, type RecallQuery } from './recall.ts'
import { readRemembered, type RememberedMessage } from './remember.ts'
import { fail, type Result } from './result.ts'
import { createTokenSource } from './token.ts'

export type { Way } from './access.ts'
export { testConnection, type TestConnection } from './connection-test.ts'
export { loadRemoteImage, type RemoteImage } from './remote-image.ts'
export type { RecalledAnswer } from './recall.ts'
export type { RememberedMessage } from './remember.ts'
export type { SocketState } from './socket-connection.ts'
export { createListeningPace } from './listening-pace.ts'
export { createFindProxy, withoutProxy, type FindSystemProxy } from './proxy.ts'
export { createSocketPool, type SocketPool } from './socket-pool.ts'

/** One application and the way to it. */
export interface AdpConnection {
  readonly site: Site
  /** Replaces `https://HOST`; required for the site `custom`. */
  readonly serviceUrl?: string
  /** Replaces the host of the cloud API. */
  readonly cloudApiUrl?: string
  /** Gives tokens for WebSockets to those who have no credentials. */
  readonly tokenEndpointUrl?: string
  readonly credentials?: { readonly secretId: string; readonly secretKey: string }
  readonly appKey: string
  readonly visitorId: string
  readonly accessMethod: AccessMethod
  readonly protocolVersion: ProtocolVersion
  /** The way that worked last, and when (milliseconds since the epoch). */
  readonly known?: { readonly way: Way; readonly at: number }
}

export interface AdpQuestion {
  /** Names this turn to the service; another one for every question. */
  readonly requestId: string
  readonly conversationId: ConversationId
  readonly text: string
  /** How it is to be answered; what is absent is left to the application. */
  readonly options?: RequestDefaults
}

export interface AdpClient {
  /**
   * Sends the question and tells the answer's events in order, as they come; the last is always exactly one `answer-end`,
   * without `endedAt`, after which it resolves. Rejects only with what `onEvents` throws. When `signal` aborts the service
   * is asked to stop, and the answer ends as stopped.
   */
  ask(
    question: AdpQuestion,
    onEvents: (events: readonly AnswerEvent[]) => void,
    signal: AbortSignal,
  ): Promise<void>
  /**
   * What the service remembers of an answer whose stream broke off; undefined when it has nothing, cannot be asked, or there
   * are no credentials to ask with. Never rejects.
   */
  recall(answer: BrokenAnswer, signal: AbortSignal): Promise<RecalledAnswer | undefined>
  /**
   * All that the service remembers of a conversation, oldest first. Fails with `credentials-needed` when there is nothing to
   * ask with. Never rejects.
   */
  remember(conversationId: ConversationId, signal: AbortSignal): Promise<Result<readonly RememberedMessage[]>>
  /**
   * The words behind these ids of sources; those that are no longer there are missing. Fails with `credentials-needed` when
   * there is nothing to ask with. Never rejects.
   */
  describeReferences(
    referenceIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly CitedSlice[]>>
}

export type BrokenAnswer = Pick<RecallQuery, 'conversationId' | 'remote'>

/** What the client says about the way to the service. */
export interface AccessReport {
  /** The service has accepted a question this way; `instead` says why not by a WebSocket, which was tried first. */
  onAccepted(way: Way, instead: Failure | undefined): void
  /** How it stands with a WebSocket of this version: at the first question to it, and whenever that changes. */
  readonly onSocketState: (state: SocketState, version: Way['protocolVersion']) => void
}

export type Connect = (connection: AdpConnection, report: AccessReport) => AdpClient

export interface AdpEnvironment {
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  /** Shared by all that is read, over either transport. */
  readonly pace: ListeningPace
  /** Asked anew for every connection. */
  readonly findProxy: FindProxy
  /** Outlives the client: connections are shared by all questions of an application. */
  readonly sockets: SocketPool
}

/** How long an access method that worked is preferred to the one that is tried first: what was in the way may be gone. */
const freshMs = 60 * 60_000

export function createAdpClient(
  connection: AdpConnection,
  report: AccessReport,
  { clock, log, random, pace, findProxy, sockets }: AdpEnvironment,
): AdpClient {
  const tokens = createTokenSource({ place: connection, ...connection, clock, findProxy })

  return { ask, recall, remember, describeReferences }

  async function remember(
    conversationId: ConversationId,
    signal: AbortSignal,
  ): Promise<Result<readonly RememberedMessage[]>> {
    const { appKey, visitorId, credentials } = connection
    if (!credentials) return fail('credentials-needed')
    const api = createCloudApi({ place: connection, credentials, clock, findProxy })
    return readRemembered(api, { appKey, visitorId, conversationId, version: findVersion() }, signal)
  }

  async function describeReferences(
    referenceIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly CitedSlice[]>> {
    const { credentials } = connection
    if (!credentials) return fail('credentials-needed')
    const api = createCloudApi({ place: connection, credentials, clock, findProxy })
    const applicationId = await findApplicationId(api, connection, signal)
    if (!applicationId.ok) return applicationId
    return fetchCitedSlices(api, { applicationId: applicationId.value, referenceIds }, signal)
  }

  /** The generation in which answers come. */
  function findVersion(): Way['protocolVersion'] {
    return connection.known?.way.protocolVersion ?? firstWay(describeChoice()).protocolVersion
  }

  async function recall(answer: BrokenAnswer, signal: AbortSignal): Promise<RecalledAnswer | undefined> {
    const { appKey, visitorId, credentials } = connection
    if (!credentials) return undefined
    const api = createCloudApi({ place: connection, credentials, clock, findProxy })
    const recalled = await recallAnswer(api, { ...answer, appKey, visitorId, version: findVersion() }, signal)
    if (!recalled.ok) log.warn('adp.not-recalled', { code: recalled.failure.code })
    return recalled.ok ? recalled.value : undefined
  }

  async function ask(
    question: AdpQuestion,
    onEvents: (events: readonly AnswerEvent[]) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { requestId } = question
    log.info('adp.asked', { requestId })
    const isWithinLimit = createPartLimit()
    const { appKey, credentials } = connection
    const secrets = [appKey, ...(credentials ? [credentials.secretId, credentials.secretKey] : [])]

    function tell(events: readonly AnswerEvent[]): void {
      const allowed: AnswerEvent[] = []
      for (const event of events) {
        if (isWithinLimit(event)) allowed.push(hideSecretsOfEvent(event, secrets))
      }
      if (allowed.length > 0) onEvents(allowed)
    }

    const answered = answerQuestion({
      choice: describeChoice(),
      question,
      signal,
      clock,
      random,
      followTurn: (way, asked, onSaid) => follow(way, asked, onSaid, signal),
      onAccepted: (way, instead) => report.onAccepted(way, instead),
      onEvents: tell,
    })
    const end = await answered.catch((error: unknown): AnswerEnd => {
      log.error('adp.unexpected', { requestId, error: error instanceof Error ? error.name : typeof error })
      return { type: 'answer-end', status: 'failed', failure: createFailure('unexpected', { requestId }) }
    })
    note(end, requestId)
    tell([end])
  }

  function describeChoice(): AccessChoice {
    const { accessMethod, protocolVersion, known } = connection
    return {
      accessMethod,
      protocolVersion,
      canGetToken: tokens.isAvailable,
      known: known && { way: known.way, isFresh: Math.abs(clock.now() - known.at) < freshMs },
    }
  }

  function follow(
    way: Way,
    question: AdpQuestion,
    onEvents: (events: readonly AnswerEvent[]) => void,
    signal: AbortSignal,
  ): Promise<TurnEnd> {
    const generation = generations[way.protocolVersion]
    return followTurn({
      channel: createChannel(
        {
          connection,
          way,
          generation,
          question,
          fetchToken: (aborted) => tokens.fetchToken(generation.version, aborted),
          onState: report.onSocketState,
        },
        { clock, pace, findProxy, sockets },
      ),
      decoder: generation.createDecoder(question),
      silenceMs: generation.silenceMs,
      clock,
      signal,
      onEvents,
    })
  }

  /** Notes in the log how an answer has ended. */
  function note({ status, failure }: AnswerEnd, requestId: string): void {
    const { code, detail } = failure ?? {}
    const fields = {
      requestId,
      status,
      code,
      remoteCode: detail?.remoteCode,
      cause: detail?.cause,
    }
    if (failure === undefined) log.info('adp.ended', fields)
    else log.warn('adp.ended', fields)
  }
}
