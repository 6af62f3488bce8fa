// Owns the folding of what a client of the simulator's own tests hears, in any generation and over any transport, into what
// was said. It is only as good as comparing that asks for.
import { expect } from 'vitest'
import type { Simulator } from './index.ts'
import type { Generation, Mode, Scope, Transport } from './scenario.ts'
import { until } from './test-client.ts'
import { connectSocket, requestFrame, sendFrame } from './test-socket.ts'
import { at, toList } from './test-v2-client.ts'

/** What a client would have of an answer. */
export interface Telling {
  /** The text of each answer, in the order of their first appearance. */
  readonly texts: readonly string[]
  readonly isComplete: boolean
  readonly errorCode: unknown
}

type Body = Readonly<Record<string, unknown>>

/** The events of a stream; what is no JSON object is left out, as a client would. */
function readStream(text: string): readonly Body[] {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n|\r/g, '\n')
    .split('\n\n')
    .flatMap((block) => {
      const lines = block.split('\n')
      const name = lines.find((line) => line.startsWith('event:'))?.replace(/^event: ?/, '')
      const data = lines
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.replace(/^data: ?/, ''))
      return toBody(data.join('\n'), name)
    })
}

function toBody(json: string, name: string | undefined): readonly Body[] {
  try {
    const body = JSON.parse(json) as unknown
    if (typeof body !== 'object' || body === null) return []
    return [{ ...body, type: at(body, 'type') ?? name, Type: at(body, 'Type') ?? name }]
  } catch {
    return []
  }
}

/** An event of the default namespace, whether or not it asks for an acknowledgement. */
function readFrame(frame: string): readonly Body[] {
  const [, name = '', json = ''] = /^42\d*\["([^"]+)",([^]*)\]$/.exec(frame) ?? []
  return name === '' ? [] : toBody(json, name)
}

function foldV1(events: readonly Body[], mode: Mode): Telling {
  const answers = new Map<unknown, { text: string; isFinal: boolean }>()
  let errorCode: unknown
  let isRefused = false
  const seen = new Set<string>()
  for (const event of events) {
    // Pieces that come twice can be told by their message id alone.
    const id = at(event, 'message_id')
    if (typeof id === 'string' && seen.has(id)) continue
    if (typeof id === 'string') seen.add(id)
    errorCode ??= at(event, 'error.code') ?? at(event, 'payload.error.code')
    const payload = event['payload']
    if (at(payload, 'is_evil') === true) isRefused = true
    if (at(payload, 'is_from_self') !== false) continue
    const known = answers.get(at(payload, 'record_id')) ?? { text: '', isFinal: false }
    const content = String(at(payload, 'content'))
    if (known.isFinal || errorCode !== undefined) continue
    const isWhole = mode === 'whole' || (known.text !== '' && content.startsWith(known.text))
    const text = isWhole ? content : known.text + content
    const outputs = at(payload, 'work_flow.outputs')
    answers.set(at(payload, 'record_id'), {
      text: text === '' ? toList(outputs).join('\n\n') : text,
      isFinal: at(payload, 'is_final') === true,
    })
  }
  const ends = [...answers.values()]
  return {
    texts: ends.map(({ text }) => text),
    isComplete:
      !isRefused && errorCode === undefined && ends.length > 0 && ends.every(({ isFinal }) => isFinal),
    errorCode: isRefused ? 'refused' : errorCode,
  }
}

function foldV2(events: readonly Body[]): Telling {
  const replies = new Map<unknown, string[]>()
  const closed = new Set<unknown>()
  let errorCode: unknown
  let isComplete = false
  for (const event of events) {
    const id = at(event, 'MessageId') ?? at(event, 'Message.MessageId')
    const index = Number(at(event, 'ContentIndex') ?? 0)
    if (errorCode !== undefined) break
    if (at(event, 'Message.Type') === 'reply' && !replies.has(id)) replies.set(id, [])
    const texts = replies.get(id) ?? []
    switch (event['Type']) {
      case 'content.added':
        texts[index] = String(at(event, 'Content.Text') ?? '')
        break
      case 'text.delta':
        if (!closed.has(id)) texts[index] = (texts[index] ?? '') + String(at(event, 'Text'))
        break
      case 'text.replace':
        if (!closed.has(id)) texts[index] = String(at(event, 'Text'))
        break
      case 'message.done': {
        closed.add(id)
        const contents = toList(at(event, 'Message.Contents'))
        if (at(event, 'Message.Type') === 'reply' && contents.length > 0)
          replies.set(
            id,
            contents.map((content) => String(at(content, 'Text') ?? '')),
          )
        break
      }
      case 'response.completed': {
        isComplete = at(event, 'Response.Status') === 'success'
        const restated = toList(at(event, 'Response.Messages'))
          .filter((message) => at(message, 'Type') === 'reply')
          .map((message) =>
            toList(at(message, 'Contents'))
              .map((content) => String(at(content, 'Text') ?? ''))
              .join(''),
          )
        expect(restated).toEqual([...replies.values()].map((parts) => parts.join('')))
        break
      }
      case 'error':
        errorCode = at(event, 'Error.Code') ?? at(event, 'Code')
    }
  }
  return {
    texts: [...replies.values()].map((parts) => parts.join('')),
    isComplete,
    errorCode: errorCode === 460501 || errorCode === 460502 ? 'refused' : errorCode,
  }
}

let asked = 0

function questionBody(generation: Generation, mode: Mode, content: string): Body {
  asked += 1
  const id = `conversation-${String(asked).padStart(32, '0')}`
  return generation === 'v1'
    ? { session_id: id, content, incremental: mode === 'pieces' }
    : { ConversationId: id, Contents: [{ Type: 'text', Text: content }], Incremental: mode === 'pieces' }
}

/** Asks in a conversation of its own, and hears the answer to its end. */
type Tell = (
  simulator: Simulator,
  how: { readonly generation: Generation; readonly mode: Mode },
  content: string,
) => Promise<Telling>

const tellOverSse: Tell = async (simulator, { generation, mode }, content) => {
  const identity =
    generation === 'v1'
      ? { bot_app_key: simulator.demoAppKey, visitor_biz_id: 'v' }
      : { AppKey: simulator.demoAppKey, UserId: 'v' }
  let text = ''
  const path = generation === 'v1' ? '/v1/qbot/chat/sse' : '/adp/v2/chat'
  await (async () => {
    const body = JSON.stringify({ ...questionBody(generation, mode, content), ...identity })
    const response = await fetch(`${simulator.url}${path}`, { method: 'POST', body, redirect: 'manual' })
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
  })().catch(() => undefined)
  const events = readStream(text)
  return generation === 'v1' ? foldV1(events, mode) : foldV2(events)
}

const tellOverSocket: Tell = async (simulator, { generation, mode }, content) => {
  const socket = await connectSocket(simulator, generation)
  const body = questionBody(generation, mode, content)
  socket.send(generation === 'v1' ? sendFrame(body) : requestFrame(body))
  const isOver = () => {
    const request = simulator.requests.findLast(
      (candidate) => JSON.stringify(candidate.body) === JSON.stringify(body),
    )
    return request !== undefined && request.status !== 'answering'
  }
  await until(isOver)
  // Whatever was sent before this ping's answer has come.
  socket.send('2')
  await Promise.race([socket.wait(/^3$/).catch(() => undefined), socket.closed])
  const events = socket.frames.flatMap(readFrame)
  socket.vanish()
  return generation === 'v1' ? foldV1(events, mode) : foldV2(events)
}

export const tellers: Readonly<Record<Transport, Tell>> = { sse: tellOverSse, socket: tellOverSocket }

/** Everything that a scope names. */
export function listSpellings({ generations, modes, transports }: Scope) {
  return (transports ?? (['sse', 'socket'] as const)).flatMap((transport) =>
    (generations ?? (['v1', 'v2'] as const)).flatMap((generation) =>
      (modes ?? (['whole', 'pieces'] as const)).map((mode) => ({ transport, generation, mode })),
    ),
  )
}
