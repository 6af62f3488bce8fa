// Owns the way from the bytes of a response to events: UTF-8, server-sent events, JSON. Pure and synchronous; it is fed
// by sse-channel.ts and may be cut anywhere. What the events mean is the decoders' matter.
import { StringDecoder } from 'node:string_decoder'
import { createParser } from 'eventsource-parser'
import { createFailure } from '#shared/failure.ts'
import type { ReceivedEvent, WireEvent } from './channel.ts'
import { parseWireJson } from './parse-wire-json.ts'

/** Characters of one event. Debugging output makes events long (the official clients allow 10 MB), but not endless. */
const maxEventLength = 16 * 1024 * 1024

export interface SseReader {
  /** The events that these bytes complete. The last one is a failure when an event has passed all bounds. */
  feed(bytes: Uint8Array): WireEvent[]
  /** Call at a regular end of the body: a last event without its closing blank line still counts when it is whole. */
  end(): ReceivedEvent[]
}

export function createSseReader(): SseReader {
  // Keeps the beginning of a character whose other bytes have not come yet. At the end they are left out, not replaced.
  const utf8 = new StringDecoder('utf8')
  // Filled by the parser's callbacks during one `feed`.
  let events: WireEvent[] = []
  let isOverfull = false

  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent({ event: name, data: text }) {
      // v2 closes its streams with this word; v1 might.
      if (text === '[DONE]') return
      const json = parseWireJson(text)
      if (json.ok) events.push({ type: 'event', name, body: json.value, text })
      else events.push({ type: 'unreadable', name, text })
    },
    onError({ type }) {
      if (type !== 'max-buffer-size-exceeded') return
      isOverfull = true
      events.push({ type: 'failure', failure: createFailure('cut-off', { cause: 'EVENT_TOO_LONG' }) })
    },
  })

  function parse(text: string): WireEvent[] {
    events = []
    if (!isOverfull) parser.feed(text)
    return events
  }

  return {
    feed: (bytes) => parse(utf8.write(bytes)),
    end: () => parse('\n\n').filter((event) => event.type === 'event'),
  }
}
