import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { createTestClock } from '../test-clock.ts'
import { createBatchQueue } from './batch-queue.ts'
import type { Channel, Decoder, TransportEnd, WireEvent } from './channel.ts'
import { createTurn } from './follow-turn.ts'

const silenceMs = 150_000

/** Understands three words: a text is said, `final` says that nothing is missing, `end` ends the answer. */
function createWordDecoder(patienceAfterFinalMs: number): Decoder {
  let patienceMs: number | undefined
  return {
    get patienceMs() {
      return patienceMs
    },
    decode(event) {
      if (event.text === 'final') patienceMs = patienceAfterFinalMs
      return event.text === 'end'
        ? [{ type: 'answer-end', status: 'complete' }]
        : [{ type: 'text-delta', part: 'text', text: event.text }]
    },
    end: (how) => [{ type: 'answer-end', ...endOf(how) }],
  }
}

function endOf(how: TransportEnd): Pick<Extract<AnswerEvent, { type: 'answer-end' }>, 'status' | 'failure'> {
  if (how.type === 'closed') return { status: 'complete' }
  return how.type === 'stopped' ? { status: 'stopped' } : { status: 'interrupted', failure: how.failure }
}

function word(text: string): WireEvent {
  return { type: 'unreadable', name: undefined, text }
}

/** A turn whose transport is the test; what has been said so far, in words. */
function openTurn({ endsWithTurn = false, patienceMs = 500 } = {}) {
  const queue = createBatchQueue<WireEvent>()
  const clock = createTestClock()
  const stop = new AbortController()
  let isOpen = false
  const channel: Channel = {
    endsWithTurn,
    async *open(signal) {
      isOpen = true
      signal.addEventListener('abort', () => queue.end(), { once: true })
      try {
        yield* queue
      } finally {
        isOpen = false
      }
    },
  }
  const turn = createTurn({
    channel,
    decoder: createWordDecoder(patienceMs),
    silenceMs,
    clock,
    signal: stop.signal,
  })
  const said: string[] = []
  const reading = (async () => {
    for await (const events of turn.events) said.push(events.map(inWords).join(' '))
  })()
  return {
    turn,
    clock,
    stop,
    said,
    reading,
    isOpen: () => isOpen,
    async bring(...events: WireEvent[]) {
      queue.push(...events)
      await new Promise((resolve) => setImmediate(resolve))
    },
    close: () => queue.end(),
  }
}

function inWords(event: AnswerEvent): string {
  if (event.type === 'text-delta') return event.text
  return event.type === 'answer-end' ? `(${event.status} ${event.failure?.code ?? ''})` : event.type
}

describe('a turn', () => {
  it('yields together what came together, and leaves at the end of the answer', async () => {
    const { bring, reading, said, isOpen, clock } = openTurn()
    await bring(word('one'), word('two'))
    await bring(word('three'), word('end'), word('late'))
    await reading
    expect([said, isOpen(), clock.waiting]).toEqual([['one two', 'three (complete )'], false, 0])
  })

  it('ends with the failure of its channel and what came before it', async () => {
    const { bring, reading, said, turn } = openTurn()
    await bring(word('half'), { type: 'failure', failure: createFailure('cut-off') }, word('late'))
    await reading
    expect([said, turn.isUnsent]).toEqual([['half', '(interrupted cut-off)'], false])
  })

  it('knows when its question has not been sent', async () => {
    const { bring, reading, said, turn } = openTurn()
    await bring({ type: 'failure', failure: createFailure('unreachable'), isUnsent: true })
    await reading
    expect([said, turn.isUnsent]).toEqual([['(interrupted unreachable)'], true])
  })

  it('shows nothing that was read after it was stopped', async () => {
    const { bring, reading, said, stop, isOpen } = openTurn()
    await bring(word('one'))
    stop.abort()
    await bring(word('two'))
    await reading
    expect([said, isOpen()]).toEqual([['one', '(stopped )'], false])
  })
})

describe('silence', () => {
  it('is borne as long as the service is known to need, counted from the last event', async () => {
    const { bring, reading, said, clock } = openTurn()
    await bring(word('one'))
    clock.advance(silenceMs - 1)
    await bring(word('two'))
    clock.advance(silenceMs - 1)
    expect(said).toEqual(['one', 'two'])
    clock.advance(1)
    await reading
    expect([said, clock.waiting]).toEqual([['one', 'two', '(interrupted silent)'], 0])
  })

  it('before the first event counts as well', async () => {
    const { reading, said, clock } = openTurn()
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(silenceMs)
    await reading
    expect(said).toEqual(['(interrupted silent)'])
  })

  it('after everything has been said ends the turn, after as long as the decoder says', async () => {
    const { bring, reading, said, clock } = openTurn({ patienceMs: 500 })
    await bring(word('final'))
    clock.advance(499)
    await bring(word('a source'))
    clock.advance(500)
    await reading
    expect(said).toEqual(['final', 'a source', '(complete )'])
  })

  it('on a transport that ends with the turn is borne longer even then', async () => {
    const { bring, reading, said, clock } = openTurn({ patienceMs: 500, endsWithTurn: true })
    await bring(word('final'))
    clock.advance(9_999)
    await bring(word('a source'))
    clock.advance(10_000)
    await reading
    expect(said).toEqual(['final', 'a source', '(complete )'])
  })
})
