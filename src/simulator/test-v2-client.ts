// Owns the client for generation 2 of the simulator's own tests: asks over HTTP and reads events as the HTTP SSE document
// of that generation lays them out, strictly, so that a wrong byte is noticed.
import type { Simulator } from './index.ts'
import { postTo } from './test-client.ts'

export interface V2Event {
  readonly name: string
  /** Undefined for the marker at the end, which is no JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined
}

export const conversationId = '362b3aac-b7eb-4d2a-a154-204f288a4727'

/** The members of a valid question. */
export function v2Question(simulator: Simulator, text: string): Record<string, unknown> {
  return {
    RequestId: '4feb312a14e94161bfe2767c43ae0524',
    ConversationId: conversationId,
    AppKey: simulator.demoAppKey,
    VisitorId: 'visitor-0001',
    UserId: 'visitor-0001',
    Contents: [{ Type: 'text', Text: text }],
    Incremental: true,
    Stream: 'enable',
  }
}

export function postV2(simulator: Simulator, body: unknown, signal?: AbortSignal): Promise<Response> {
  return postTo(`${simulator.url}/adp/v2/chat`, body, signal)
}

export async function askV2Text(simulator: Simulator, text: string, members: object = {}): Promise<string> {
  const response = await postV2(simulator, { ...v2Question(simulator, text), ...members })
  return response.text()
}

export async function askV2(
  simulator: Simulator,
  text: string,
  members: object = {},
): Promise<readonly V2Event[]> {
  return readV2Events(await askV2Text(simulator, text, members))
}

/** Two lines and a blank one per event, a space after each colon; anything else throws. */
export function readV2Events(text: string): readonly V2Event[] {
  if (text === '') return []
  if (!text.endsWith('\n\n')) throw new Error(`The stream does not end with a blank line: ${text.slice(-80)}`)
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((block) => {
      if (block === 'event: done\ndata: [DONE]') return { name: 'done', body: undefined }
      const [, name = '', json = ''] = /^event: ([a-z_.]+)\ndata: (\{[^\n]*\})$/.exec(block) ?? []
      if (name === '') throw new Error(`This is no documented event: ${block.slice(0, 200)}`)
      return { name, body: JSON.parse(json) as Record<string, unknown> }
    })
}

/** Everything at this place in an event, such as `Response.Messages.0.Type`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => {
    return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined
  }, value)
}

/** The bodies of all events of this name. */
export function bodies(events: readonly V2Event[], name: string): readonly unknown[] {
  return events.filter((event) => event.name === name).map(({ body }) => body)
}

/** What the whole record says that was told at the end: each message's kind with its texts. */
export function completedTexts(events: readonly V2Event[]): readonly (readonly unknown[])[] {
  const messages = at(bodies(events, 'response.completed')[0], 'Response.Messages')
  return toList(messages).map((message) => [
    at(message, 'Type'),
    ...toList(at(message, 'Contents')).map((content) => at(content, 'Text') ?? at(content, 'Type')),
  ])
}

/** What a client would have of each message from the stream alone, without the events that restate it. */
export function streamedTexts(events: readonly V2Event[]): readonly string[] {
  const texts = new Map<string, string>()
  for (const { name, body } of events) {
    if (!/^(content\.added|text\.)/.test(name)) continue
    const key = `${String(at(body, 'MessageId'))}/${String(at(body, 'ContentIndex') ?? 0)}`
    if (name === 'content.added') texts.set(key, String(at(body, 'Content.Text') ?? ''))
    if (name === 'text.delta') texts.set(key, (texts.get(key) ?? '') + String(at(body, 'Text')))
    if (name === 'text.replace') texts.set(key, String(at(body, 'Text')))
  }
  return [...texts.values()]
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
