// Owns the HTTP SSE transport: acts out the steps of a turn on one HTTP response, at a pace, no faster than the client
// reads, and stops when the client leaves. What the events say is the speaker's matter (v1.ts).
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { cutBytes, documentedFraming, frameEvent, tearBytes, type Framing } from './framing.ts'
import { pause } from './pace.ts'
import type { Random } from './random.ts'
import type { LineStep, Step } from './scenario.ts'
import type { Speaker, WireEvent } from './speaker.ts'

export interface SsePerformance {
  readonly steps: Iterable<Step>
  readonly speaker: Speaker
  /** What the delays of a real model are multiplied by. */
  readonly paceFactor: number
  readonly random: Random
  /** Aborted when the client has left or the simulator closes. */
  readonly signal: AbortSignal
}

/** Long enough for the loopback interface to deliver what was written before the reset. */
const beforeResetMs = 50

/** Resolves when the response has ended; rejects with the signal's reason when that came first. */
export async function performSse(response: ServerResponse, performance: SsePerformance): Promise<void> {
  const stream = createSseStream(response, performance)
  for (const step of performance.steps) {
    switch (step.type) {
      case 'http':
      case 'framing':
      case 'raw':
      case 'cut':
      case 'pause':
      case 'tempo':
      case 'reset':
      case 'silence': {
        const isOver = await stream.act(step)
        if (isOver) return
        break
      }
      default:
        for (const event of performance.speaker.encode(step)) await stream.send(event)
    }
  }
  await stream.end()
}

function createSseStream(response: ServerResponse, { speaker, paceFactor, random, signal }: SsePerformance) {
  let framing: Framing = documentedFraming
  /** Set by a tempo step; until then the pace decides. */
  let packetMs: number | undefined

  async function writeBytes(bytes: Uint8Array): Promise<void> {
    signal.throwIfAborted()
    writeHead()
    for (const scrap of framing.isTorn ? tearBytes(bytes, random) : [bytes]) {
      if (!response.write(scrap)) await once(response, 'drain', { signal })
      // Gives each scrap the chance to travel alone.
      if (framing.isTorn) await pause(0, signal)
    }
  }

  function writeHead(): void {
    if (response.headersSent) return
    response.writeHead(200, { 'content-type': framing.contentType, 'cache-control': 'no-cache' })
    response.flushHeaders()
  }

  async function send(event: WireEvent): Promise<void> {
    writeHead()
    await pause(packetMs ?? event.delayMs * paceFactor, signal)
    await writeBytes(Buffer.from(frameEvent(event, framing)))
  }

  async function end(): Promise<void> {
    writeHead()
    response.end()
    await once(response, 'close', { signal })
  }

  /** Whether the response has ended with this step. */
  async function act(step: LineStep): Promise<boolean> {
    switch (step.type) {
      case 'http':
        response.writeHead(step.status, step.headers).end(step.body)
        return true
      case 'framing':
        framing = { ...framing, ...step.framing }
        return false
      case 'raw':
        await writeBytes(Buffer.from(step.text))
        return false
      case 'cut': {
        const events = [...speaker.encode(step.step)]
        const last = events.pop()
        for (const event of events) await send(event)
        if (last !== undefined)
          await writeBytes(cutBytes(Buffer.from(frameEvent(last, framing)), step.within))
        await end()
        return true
      }
      case 'pause':
        await pause(step.ms, signal)
        return false
      case 'tempo':
        packetMs = step.packetMs
        return false
      case 'reset':
        await pause(beforeResetMs, signal)
        response.socket?.resetAndDestroy()
        return true
      case 'silence':
        if (step.since === 'now') writeHead()
        if (!signal.aborted) await once(signal, 'abort')
        signal.throwIfAborted()
        return true
    }
  }

  return { send, act, end }
}
