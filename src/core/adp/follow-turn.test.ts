import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { createTestClock } from '../test-clock.ts'
import type { Channel, ChannelReceiver, Decoder, TransportEnd, WireEvent } from './channel.ts'
import { followTurn } from './follow-turn.ts'

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

/** A turn whose transport is the test; what has been said so far, in words, and what the channel was told last. */
function openTurn({ endsWithTurn = false, patienceMs = 500, onWord = (_word: string): void => {} } = {}) {
  const clock = createTestClock()
  const stop = new AbortController()
  const said: string[] = []
  const told: string[] = []
  let receiver: ChannelReceiver | undefined
  const channel: Channel = {
    endsWithTurn,
    open(given) {
      receiver = given
      return { stop: () => told.push('stop'), leave: () => told.push('leave') }
    },
  }
  const turn = followTurn({
    channel,
    decoder: createWordDecoder(patienceMs),
    silenceMs,
    clock,
    signal: stop.signal,
    onEvents(events) {
      said.push(events.map(inWords).join(' '))
      onWord(said.at(-1) ?? '')
    },
  })
  return {
    turn: turn.then(({ end, isUnsent }) => (isUnsent ? `${inWords(end)} unsent` : inWords(end))),
    clock,
    stop,
    said,
    told,
    bring(...events: WireEvent[]) {
      for (const event of events) receiver?.onEvent(event)
    },
    close: () => receiver?.onEnd(),
  }
}

function inWords(event: AnswerEvent): string {
  if (event.type === 'text-delta') return event.text
  return event.type === 'answer-end' ? `(${event.status} ${event.failure?.code ?? ''})` : event.type
}

describe('a turn', () => {
  it('tells what comes as it comes, and leaves at the end of the answer', async () => {
    const { bring, turn, said, told, clock } = openTurn()
    bring(word('one'), word('two'), word('end'), word('late'))
    expect([await turn, said, told, clock.waiting]).toEqual(['(complete )', ['one', 'two'], ['leave'], 0])
  })

  it('ends when the transport does', async () => {
    const { bring, close, turn, said } = openTurn()
    bring(word('one'))
    close()
    expect([await turn, said]).toEqual(['(complete )', ['one']])
  })

  it('ends with the failure of its channel and what came before it', async () => {
    const { bring, turn, said } = openTurn()
    bring(word('half'), { type: 'failure', failure: createFailure('cut-off') }, word('late'))
    expect([await turn, said]).toEqual(['(interrupted cut-off)', ['half']])
  })

  it('knows when its question has not been sent', async () => {
    const { bring, turn } = openTurn()
    bring({ type: 'failure', failure: createFailure('unreachable'), isUnsent: true })
    expect(await turn).toBe('(interrupted unreachable) unsent')
  })

  it('shows nothing that was read after it was stopped, and has the service stopped first', async () => {
    const { bring, turn, said, stop, told } = openTurn()
    bring(word('one'))
    stop.abort()
    bring(word('two'))
    expect([await turn, said, told]).toEqual(['(stopped )', ['one'], ['stop', 'leave']])
  })

  it('that was stopped before it began asks nothing', async () => {
    const stop = new AbortController()
    stop.abort()
    const { end } = await followTurn({
      channel: { endsWithTurn: true, open: () => expect.unreachable() },
      decoder: createWordDecoder(0),
      silenceMs,
      clock: createTestClock(),
      signal: stop.signal,
      onEvents: () => {},
    })
    expect(end).toEqual({ type: 'answer-end', status: 'stopped' })
  })

  it('passes on what its listener throws, and leaves', async () => {
    const { bring, turn, said, told, clock } = openTurn({
      onWord(said) {
        if (said === 'two') throw new Error('The disk is full.')
      },
    })
    bring(word('one'), word('two'), word('three'))
    await expect(turn).rejects.toThrow('The disk is full.')
    expect([said, told, clock.waiting]).toEqual([['one', 'two'], ['leave'], 0])
  })
})

describe('silence', () => {
  it('is borne as long as the service is known to need, counted from the last event', async () => {
    const { bring, turn, said, clock, told } = openTurn()
    bring(word('one'))
    clock.advance(silenceMs - 1)
    bring(word('two'))
    clock.advance(silenceMs - 1)
    expect(told).toEqual([])
    clock.advance(1)
    expect([await turn, said, told, clock.waiting]).toEqual([
      '(interrupted silent)',
      ['one', 'two'],
      ['stop', 'leave'],
      0,
    ])
  })

  it('before the first event counts as well', async () => {
    const { turn, clock } = openTurn()
    clock.advance(silenceMs)
    expect(await turn).toBe('(interrupted silent)')
  })

  it('after everything has been said ends the turn, after as long as the decoder says', async () => {
    const { bring, turn, said, clock } = openTurn({ patienceMs: 500 })
    bring(word('final'))
    clock.advance(499)
    bring(word('a source'))
    clock.advance(500)
    expect([await turn, said]).toEqual(['(complete )', ['final', 'a source']])
  })

  it('on a transport that ends with the turn is borne longer even then', async () => {
    const { bring, turn, said, clock } = openTurn({ patienceMs: 500, endsWithTurn: true })
    bring(word('final'))
    clock.advance(9_999)
    bring(word('a source'))
    clock.advance(10_000)
    expect([await turn, said]).toEqual(['(complete )', ['final', 'a source']])
  })
})
