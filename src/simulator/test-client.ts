// Owns the client of the simulator's own tests: asks over HTTP and reads events as the HTTP SSE document lays them out,
// strictly, so that a wrong byte is noticed.
import { vi } from 'vitest'
import { startSimulator, type Simulator, type SimulatorOptions } from './index.ts'

export interface SseEvent {
  readonly name: string
  readonly type: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Those that the running test has opened. */
const opened: Simulator[] = []

/** A simulator at the instant pace. The test file closes it: `afterEach(closeSimulators)`. */
export async function openSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ pace: 'instant', ...options })
  opened.push(simulator)
  return simulator
}

export async function closeSimulators(): Promise<void> {
  await Promise.all(opened.splice(0).map((simulator) => simulator.close()))
}

/** Resolves when the check holds; generous, for machines that are busy with other things. */
export async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(check, { timeout: 10_000, interval: 5 })
}

/** The members of a valid question. */
export function question(simulator: Simulator, content: string): Record<string, unknown> {
  return {
    request_id: 'req-0001',
    session_id: 'sess-0001',
    bot_app_key: simulator.demoAppKey,
    visitor_biz_id: 'visitor-0001',
    content,
  }
}

export function post(simulator: Simulator, body: unknown, signal?: AbortSignal): Promise<Response> {
  return postTo(`${simulator.url}/v1/qbot/chat/sse`, body, signal)
}

export function postTo(url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  })
}

/** The whole body of the answer. */
export async function askText(simulator: Simulator, content: string, members: object = {}): Promise<string> {
  const response = await post(simulator, { ...question(simulator, content), ...members })
  return response.text()
}

export async function askEvents(
  simulator: Simulator,
  content: string,
  members: object = {},
): Promise<readonly SseEvent[]> {
  return readEvents(await askText(simulator, content, members))
}

/** Two lines and a blank one per event, no space after the colon; anything else throws. */
export function readEvents(text: string): readonly SseEvent[] {
  if (text === '') return []
  if (!text.endsWith('\n\n')) throw new Error(`The stream does not end with a blank line: ${text.slice(-80)}`)
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((block) => {
      const [, name = '', json = ''] = /^event:([a-z_]+)\ndata:(\{[^\n]*\})$/.exec(block) ?? []
      if (name === '') throw new Error(`This is no documented event: ${block.slice(0, 200)}`)
      return { name, ...(JSON.parse(json) as Omit<SseEvent, 'name'>) }
    })
}

/** What a person would read of the answers: each final reply's text, or undefined when there was none. */
export function finalTexts(events: readonly SseEvent[]): readonly unknown[] {
  return replies(events)
    .filter(({ is_final }) => is_final === true)
    .map(({ content }) => content)
}

/** The payloads of all replies that are not the question coming back. */
export function replies(events: readonly SseEvent[]): readonly SseEvent['payload'][] {
  return payloads(events, 'reply').filter(({ is_from_self }) => is_from_self === false)
}

export function payloads(events: readonly SseEvent[], type: string): readonly SseEvent['payload'][] {
  return events.filter((event) => event.type === type).map(({ payload }) => payload)
}
