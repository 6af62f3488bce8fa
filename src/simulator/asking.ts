// Owns how a question becomes a turn: it is read, checked against what the service knows, remembered, and given a scenario
// and a speaker. How the turn is told is perform.ts's.
import { overloadedQuestions } from './apps.ts'
import type { Turn } from './memory.ts'
import type { Performance } from './perform.ts'
import {
  actionOf,
  filesOf,
  hasImage,
  textOf,
  type Identity,
  type Question,
  type Refusal,
} from './question.ts'
import { createRandom, type Random } from './random.ts'
import { createRequestId, createTraceId } from './record-id.ts'
import { playScenario } from './scenario-list.ts'
import type { Generation, Transport } from './scenario.ts'
import type { Service } from './service.ts'
import { knownTurns } from './sessions.ts'
import type { WireEvent } from './speaker.ts'
import { createV1Speaker, encodeV1Refusal } from './v1.ts'
import { parseV1Question } from './v1-request.ts'
import { createV2Speaker } from './v2.ts'
import { encodeV2Refusal } from './v2-errors.ts'
import { createV2RecordId } from './v2-ids.ts'
import { parseV2Question } from './v2-request.ts'
import { isMembers } from './validation.ts'

export interface Asking {
  readonly generation: Generation
  readonly transport: Transport
  /** As it came. */
  readonly body: unknown
  /** Who the token of the socket is for; over HTTP the body says so itself. */
  readonly identity?: Identity
}

/** A turn that is ready to be told, or the one event that refuses it. */
export type Answering =
  | { readonly type: 'refusal'; readonly event: WireEvent }
  | { readonly type: 'turn'; readonly performance: Performance; readonly random: Random }

export function ask(service: Service, asking: Asking): Answering {
  const refuse = ({ code, requestId }: Refusal): Answering => {
    return { type: 'refusal', event: encodeRefusal(service, asking, code, requestId) }
  }
  const question = readQuestion(asking)
  if ('code' in question) return refuse(question)
  const code = findObstacle(service, asking.generation, question)
  if (code !== undefined) return refuse({ code, requestId: question.requestId ?? '' })
  return beginTurn(service, asking, question)
}

/** The only event for a question that is refused. */
export function encodeRefusal(
  service: Service,
  { generation, transport }: Pick<Asking, 'generation' | 'transport'>,
  code: number,
  requestId: string,
): WireEvent {
  return generation === 'v1'
    ? encodeV1Refusal(code, requestId, transport)
    : encodeV2Refusal(code, requestId, createTraceId(service.idRandom))
}

function readQuestion({ generation, body, identity }: Asking): Question | Refusal {
  if (generation === 'v1') {
    if (identity === undefined || !isMembers(body)) return parseV1Question(body)
    return parseV1Question({
      ...body,
      bot_app_key: identity.appKey,
      visitor_biz_id: identity.visitorId,
    })
  }
  if (identity === undefined || !isMembers(body)) return parseV2Question(body)
  return parseV2Question({ ...body, AppKey: identity.appKey, UserId: identity.visitorId })
}

/** The error of a question that is well-formed but cannot be asked, or undefined. */
function findObstacle(service: Service, generation: Generation, question: Question): number | undefined {
  const { app, conversationId, visitorId } = question
  if (app.oddity === 'overloaded') {
    const visitor = JSON.stringify([app.appKey, visitorId])
    const count = (service.overloads.get(visitor) ?? 0) + 1
    service.overloads.set(visitor, count)
    if (count <= overloadedQuestions) return 460011
  }
  // Generation 1 keeps the sessions of visitors apart instead.
  const isForeign = service.sessions
    .listById(app.appKey, conversationId)
    .some((session) => session.visitorId !== visitorId)
  if (generation === 'v2' && isForeign) return 460010
  const isForeignFile = filesOf(question.contents).some(({ documentId }) => {
    const session = service.documentSessions.get(documentId)
    return session !== undefined && session !== conversationId
  })
  return isForeignFile && app.oddity !== 'lenient' ? 400 : undefined
}

/** Code points of the first question that a conversation is called by until it is called otherwise. */
const maxTitleLength = 20

function beginTurn(service: Service, { generation, transport }: Asking, question: Question): Answering {
  const { idRandom, now, rhythm, paceFactor } = service
  const { app, contents, conversationId, visitorId } = question
  const session = service.sessions.open({ appKey: app.appKey, visitorId, id: conversationId }, now())
  const history = [...knownTurns(session)]
  const text = textOf(contents)
  // The same question at the same place in a session gets the same answer at the same rhythm.
  const seed = `${app.appKey}/${session.turns.length}`
  const random = createRandom(`${seed}/${text}/rhythm`)
  const memory: Turn = {
    requestId: question.requestId ?? createRequestId(idRandom),
    questionRecordId: createV2RecordId(app, 'question', idRandom, now()),
    recordId: createV2RecordId(app, 'answer', idRandom, now()),
    question: text,
    contents,
    askedAt: now(),
    messages: [],
    messageIds: new Map(),
    status: 'answering',
    failureCode: undefined,
    procedures: [],
    elapsedMs: 0,
    firstTextMs: undefined,
  }
  session.turns.push(memory)
  session.updatedAt = now()
  if (session.title === '') session.title = [...text].slice(0, maxTitleLength).join('')
  const createSpeaker = generation === 'v1' ? createV1Speaker : createV2Speaker
  const steps = playScenario({
    text,
    origin: service.origin,
    fileNames: filesOf(contents).map(({ name }) => name),
    hasImage: hasImage(contents),
    action: actionOf(contents),
    isReasoning: /r1|thinking/i.test(question.modelName),
    toolOutputs: question.toolOutputs,
    history,
    seed,
  })
  const speaker = createSpeaker({ question, memory, transport, rhythm, random, idRandom, now })
  return { type: 'turn', performance: { steps, speaker, paceFactor }, random }
}
