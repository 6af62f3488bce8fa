// What a service, a proxy or an attacker may send that nobody has thought of: recorded streams and frames, mutated by chance.
// Nothing is thrown, every answer ends once, and what a person has read is not lost.
import { once } from 'node:events'
import type { WebSocket } from 'ws'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { answerEventSchema, type AnswerEvent, type Message } from '#shared/answer.ts'
import type { Decoder, ReceivedEvent } from './channel.ts'
import { createSseReader } from './sse-reader.ts'
import { createDecoderFor, fixtureNames, fold, readFixture } from './test-fixtures.ts'
import { createRandom, fuzzSeed, mutate, type Random } from './test-random.ts'
import { createTurnRouter } from './turn-router.ts'
import { v1 } from './v1/generation.ts'
import { v2 } from './v2/generation.ts'
import { decodeEnginePacket } from './wire/engine-io.ts'
import { decodeSocketPacket } from './wire/socket-io.ts'
import { accept, closeServers, startPlain } from './wire/test-socket-servers.ts'
import { open } from './wire/test-socket.ts'

const bodies = 12_000
const frameLists = 12_000
const timeoutMs = 120_000

const fixtures = fixtureNames.map((name) => ({ name, bytes: Buffer.from(readFixture(name)) }))
const allBytes = fixtures.map(({ bytes }) => bytes)

beforeAll(() => void process.stdout.write(`fuzz seed ${fuzzSeed} (FUZZ_SEED repeats it)\n`))
afterEach(closeServers)
afterAll(() => expect(problems).toEqual([]))

/** What went wrong, with what is needed to see it again. */
const problems: string[] = []

/** Chance for one run; the same for the same seed and number. */
function chanceOf(run: number): Random {
  return createRandom(fuzzSeed + run * 7919)
}

/** The texts of a message, by key. */
function textsOf(message: Message): Map<string, string> {
  return new Map(message.parts.flatMap((part) => (part.type === 'text' ? [[part.key, part.text]] : [])))
}

/** Why these events are not those of one answer, or undefined. */
function findProblem(events: readonly AnswerEvent[], intact: number): string | undefined {
  const ends = events.filter(({ type }) => type === 'answer-end').length
  if (ends !== 1 || events.at(-1)?.type !== 'answer-end') return `ended ${ends} times`
  const unknown = answerEventSchema.array().safeParse(JSON.parse(JSON.stringify(events)))
  if (!unknown.success) return `events out of the vocabulary: ${unknown.error.message.slice(0, 300)}`
  const read = textsOf(fold(events.slice(0, intact)))
  const final = textsOf(fold(events))
  for (const [key, text] of read) {
    const isRestated = events.slice(intact).some((event) => event.type === 'text-set' && event.part === key)
    if (!isRestated && !final.get(key)?.startsWith(text)) return `lost the text of ${key}`
  }
  return undefined
}

/** Decodes to the end; `intact` counts the events that came before anything was damaged. */
function decodeAll(received: readonly ReceivedEvent[], decoder: Decoder, undamaged: number) {
  const events: AnswerEvent[] = []
  let intact = 0
  for (const [index, each] of received.entries()) {
    events.push(...decoder.decode(each))
    if (index < undamaged) intact = events.length
    if (events.at(-1)?.type === 'answer-end') return { events, intact: Math.min(intact, events.length) }
  }
  events.push(...decoder.end({ type: 'closed' }))
  return { events, intact }
}

function readBytes(bytes: Uint8Array, random: Random): ReceivedEvent[] {
  const reader = createSseReader()
  const events: ReceivedEvent[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + random(random(3) === 0 ? 5 : 4000)
    for (const event of reader.feed(bytes.subarray(at, end))) if (event.type !== 'failure') events.push(event)
    at = end
  }
  return [...events, ...reader.end()]
}

function attempt(run: number, name: string, work: () => string | undefined): void {
  let problem: string | undefined
  try {
    problem = work()
  } catch (error) {
    problem = `threw ${String(error)}`
  }
  if (problem !== undefined) problems.push(`seed ${fuzzSeed}, run ${run}, ${name}: ${problem}`)
}

it(`${bodies} mutated bodies of HTTP SSE`, { timeout: timeoutMs }, () => {
  for (let run = 0; run < bodies; run += 1) {
    const random = chanceOf(run)
    const { name, bytes } = fixtures[random(fixtures.length)] ?? { name: '', bytes: Buffer.alloc(0) }
    attempt(run, name, () => {
      const from = random(bytes.length + 1)
      const damaged = mutate(bytes, from, random, allBytes)
      const undamaged = readBytes(bytes.subarray(0, from), () => 3999).length
      // The last of them may have been cut short by the end and be another one in the damaged body.
      const { events, intact } = decodeAll(
        readBytes(damaged, random),
        createDecoderFor(name),
        Math.max(0, undamaged - 1),
      )
      return findProblem(events, intact)
    })
  }
  expect(problems).toEqual([])
})

it(`${frameLists} lists of mutated socket frames, two turns each`, { timeout: timeoutMs }, () => {
  for (let run = 0; run < frameLists; run += 1) {
    const random = chanceOf(run + 1_000_000)
    const version = random(2) === 0 ? 'v1' : 'v2'
    const generation = version === 'v1' ? v1 : v2
    const candidates = fixtures.filter(({ name }) => name.startsWith(version))
    const { name, bytes } = candidates[random(candidates.length)] ?? { name: '', bytes: Buffer.alloc(0) }
    attempt(run, name, () => {
      const frames = framesOf(bytes)
      const received: ReceivedEvent[] = []
      const others: ReceivedEvent[] = []
      const router = createTurnRouter<'ours' | 'other'>({
        readAddress: (body) => generation.readAddress(body),
        deliver: (turn, event) => void (turn === 'ours' ? received : others).push(event),
        deliverToAll: (event) => {
          received.push(event)
          others.push(event)
        },
      })
      router.add({ requestId: 'req-1', conversationId: 'c-1' }, 'ours')
      router.add({ requestId: 'req-2', conversationId: 'c-2' }, 'other')
      const first = random(frames.length + 1)
      let undamaged = 0
      for (const [index, frame] of frames.entries()) {
        const isDamaged = index >= first && random(3) > 0
        const text = isDamaged ? mutate(Buffer.from(frame), 0, random, allBytes).toString() : frame
        const packet = decodeEnginePacket(text)
        const inner = packet.type === 'message' ? decodeSocketPacket(packet.text) : undefined
        if (inner?.type === 'event' || inner?.type === 'unreadable') router.route(inner)
        if (index < first) undamaged = received.length
        if (random(frames.length) === 0) router.remove('other')
      }
      router.remove('other')
      const { events, intact } = decodeAll(received, createDecoderFor(name), undamaged)
      const elsewhere = decodeAll(others, createDecoderFor(name), 0)
      return findProblem(events, intact) ?? findProblem(elsewhere.events, 0)
    })
  }
  expect(problems).toEqual([])
})

/** The events of a recorded body as frames. */
function framesOf(bytes: Uint8Array): string[] {
  const reader = createSseReader()
  return [...reader.feed(bytes), ...reader.end()].flatMap((event) =>
    event.type === 'failure' ? [] : [`42[${JSON.stringify(event.name ?? 'message')},${event.text}]`],
  )
}

it(
  'a socket lives through mutated frames, or is lost once, and never hangs',
  { timeout: timeoutMs },
  async () => {
    const frames = fixtures.flatMap(({ bytes }) => framesOf(bytes)).map((frame) => Buffer.from(frame))
    for (let run = 0; run < 40; run += 1) {
      const random = chanceOf(run + 2_000_000)
      const { promise: served, resolve } = Promise.withResolvers<WebSocket>()
      const url = await startPlain((socket) => {
        accept(socket)
        resolve(socket)
      })
      const { socket, events, losses } = await open(url)
      const server = await served
      for (let count = 0; count < 50; count += 1) {
        const frame = mutate(frames[random(frames.length)] ?? Buffer.alloc(0), 0, random, frames)
        server.send(frame, { binary: random(20) === 0 })
      }
      server.send('42["last",{}]')
      const isOver = (): boolean => losses.length > 0 || events.at(-1)?.name === 'last'
      while (!isOver()) await new Promise((wait) => setImmediate(wait))
      attempt(run, 'socket', () => (losses.length > 1 ? `lost ${losses.length} times` : undefined))
      const closed = server.readyState === server.CLOSED ? Promise.resolve() : once(server, 'close')
      socket.close()
      await closed
      closeServers()
    }
    expect(problems).toEqual([])
  },
)
