// Owns the HTTP SSE transport: the line of one HTTP response, in the frames of framing.ts, no faster than the client
// reads. The client that leaves stops the answer. What the events say is the speaker's matter (v1.ts, v2.ts).
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { cutBytes, frameEvent, tearBytes, type Framing } from './framing.ts'
import type { ConnectionStep, Line, LineState } from './line.ts'
import { pause } from './pace.ts'
import type { Random } from './random.ts'
import type { WireEvent } from './speaker.ts'

interface SseOptions {
  /** Until a step says otherwise. */
  readonly framing: Framing
  readonly random: Random
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

/** Long enough for the loopback interface to deliver what was written before the reset. */
const beforeResetMs = 50
/** Events that are gathered go out when so many bytes have come together. */
const gatheredBytes = 4096

export function createSseLine(response: ServerResponse, options: SseOptions): Line {
  const leaving = new AbortController()
  const signal = AbortSignal.any([leaving.signal, options.closing])
  let framing = options.framing
  let isCutOff = false
  /** Not empty only while events are gathered. */
  let gathered: Uint8Array[] = []

  response.once('close', () => {
    if (!response.writableFinished && !isCutOff) leaving.abort()
  })

  function writeHead(): void {
    if (response.headersSent) return
    response.writeHead(200, { 'content-type': framing.contentType, 'cache-control': 'no-cache' })
    response.flushHeaders()
  }

  async function writeBytes(bytes: Uint8Array): Promise<void> {
    signal.throwIfAborted()
    writeHead()
    for (const scrap of framing.isTorn ? tearBytes(bytes, options.random) : [bytes]) {
      if (!response.write(scrap)) await once(response, 'drain', { signal })
      // Gives each scrap the chance to travel alone.
      if (framing.isTorn) await pause(0, signal)
    }
  }

  async function gather(bytes: Uint8Array): Promise<void> {
    gathered.push(bytes)
    if (gathered.reduce((sum, { length }) => sum + length, 0) >= gatheredBytes) await writeGathered()
  }

  async function writeGathered(): Promise<void> {
    const bytes = Buffer.concat(gathered)
    gathered = []
    if (bytes.length > 0) await writeBytes(bytes)
  }

  async function end(): Promise<void> {
    if (isCutOff) return
    await writeGathered()
    writeHead()
    response.end()
    await once(response, 'close', { signal })
  }

  async function carry(event: WireEvent): Promise<void> {
    if (isCutOff) return
    const bytes = Buffer.from(frameEvent(event, framing))
    await (framing.isGathered ? gather(bytes) : writeBytes(bytes))
  }

  /** Nobody hears what follows, which is remembered all the same. */
  async function reset(): Promise<void> {
    await writeGathered()
    await pause(beforeResetMs, signal)
    isCutOff = true
    response.socket?.resetAndDestroy()
  }

  async function act(step: ConnectionStep): Promise<LineState> {
    if (isCutOff) return 'open'
    switch (step.type) {
      case 'framing':
        framing = { ...framing, ...step.framing }
        return 'open'
      case 'frames':
        return 'open'
      case 'raw':
        await writeGathered()
        await writeBytes(Buffer.from(step.text))
        return 'open'
      case 'reset':
        await reset()
        return 'open'
      case 'leave':
        await end()
        isCutOff = true
        return 'open'
      case 'silence':
        await writeGathered()
        if (step.since === 'now') writeHead()
        if (!signal.aborted) await once(signal, 'abort')
        signal.throwIfAborted()
        return 'over'
    }
  }

  return {
    signal,
    stopSignal: new AbortController().signal,
    prepare() {
      if (!isCutOff) writeHead()
    },
    carry,
    act,
    respond({ status, headers, body }) {
      response.writeHead(status, headers).end(body)
    },
    async cut(event, within) {
      await writeGathered()
      await writeBytes(cutBytes(Buffer.from(frameEvent(event, framing)), within))
      await end()
    },
    async end(lastWord) {
      if (lastWord !== undefined) await carry(lastWord)
      await end()
    },
  }
}
