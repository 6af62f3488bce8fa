import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyAnswerEvent, type AnswerEvent, type Message } from './answer.ts'
import { createFailure } from './failure.ts'
import { conversationIdSchema, messageIdSchema } from './ids.ts'
import { mergeAnswerEvents } from './merge-answer-events.ts'

const empty: Message = {
  id: messageIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
  role: 'assistant',
  status: 'streaming',
  parts: [],
  createdAt: 1,
  remote: {},
}

function fold(events: readonly AnswerEvent[], message: Message = empty): Message {
  return events.reduce(applyAnswerEvent, message)
}

const partKey = fc.constantFrom('a', 'b')
const delta = fc.record({
  type: fc.constantFrom('text-delta' as const, 'thought-delta' as const),
  part: partKey,
  text: fc.string({ unit: 'grapheme', maxLength: 5 }),
})

describe('applyAnswerEvent', () => {
  it('folds a turn of every event into one message', () => {
    const message = fold([
      { type: 'answer-start' },
      { type: 'remote-set', remote: { requestId: 'r1', recordId: 'A' } },
      { type: 'thought-delta', part: 'thought', text: 'Hm' },
      {
        type: 'thought-set',
        part: 'thought',
        text: 'Hmm.',
        status: 'complete',
        title: 'Thinking',
        durationMs: 800,
      },
      { type: 'text-delta', part: 'text', text: 'Hel' },
      { type: 'text-delta', part: 'text', text: 'lo' },
      { type: 'quote-add', part: 'text', quote: { index: '1', position: 5 } },
      { type: 'quote-add', part: 'text', quote: { index: '1', position: 5 } },
      { type: 'references-set', part: 'text', references: [{ index: '1', kind: 'web', title: 'Source' }] },
      {
        type: 'step-set',
        step: { type: 'step', key: 's', kind: 'tool', name: 't', title: 'T', status: 'running' },
      },
      { type: 'part-set', part: { type: 'options', key: 'o', options: ['Yes'], isMultiple: false } },
      { type: 'usage-set', usage: { tokens: { total: 3 } } },
      { type: 'usage-set', usage: { tokens: { total: 5 } } },
      { type: 'unknown', name: 'surprise', raw: '{}' },
      { type: 'remote-set', remote: { traceId: 't1' } },
      { type: 'answer-end', status: 'complete', endedAt: 9 },
    ])
    expect(message).toEqual({
      ...empty,
      status: 'complete',
      endedAt: 9,
      usage: { tokens: { total: 5 } },
      remote: { requestId: 'r1', recordId: 'A', traceId: 't1' },
      parts: [
        {
          type: 'thought',
          key: 'thought',
          text: 'Hmm.',
          status: 'complete',
          title: 'Thinking',
          durationMs: 800,
        },
        {
          type: 'text',
          key: 'text',
          text: 'Hello',
          quotes: [{ index: '1', position: 5 }],
          references: [{ index: '1', kind: 'web', title: 'Source' }],
        },
        { type: 'step', key: 's', kind: 'tool', name: 't', title: 'T', status: 'complete' },
        { type: 'options', key: 'o', options: ['Yes'], isMultiple: false },
        { type: 'unknown', key: 'unknown:0', name: 'surprise', raw: '{}' },
      ],
    })
  })

  it('gives the same message for deltas in any batching', () => {
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 30 }), (deltas) => {
        expect(fold(mergeAnswerEvents(deltas))).toEqual(fold(deltas))
      }),
    )
  })

  it('gives for a set after deltas what the set alone gives', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 10 }), fc.string(), (pieces, whole) => {
        const set: AnswerEvent = { type: 'text-set', part: 'a', text: whole }
        const deltas = pieces.map((text): AnswerEvent => ({ type: 'text-delta', part: 'a', text }))
        expect(fold([...deltas, set])).toEqual(fold([set]))
      }),
    )
  })

  it('changes nothing after the end', () => {
    const ended = fold([
      { type: 'text-delta', part: 'a', text: 'x' },
      { type: 'answer-end', status: 'stopped' },
    ])
    const after = fold(
      [
        { type: 'text-delta', part: 'a', text: 'y' },
        { type: 'answer-end', status: 'failed', failure: createFailure('cut-off') },
      ],
      ended,
    )
    expect(after).toBe(ended)
  })

  it('keeps the identity of parts that an event does not name', () => {
    const before = fold([
      { type: 'text-delta', part: 'a', text: 'x' },
      { type: 'text-delta', part: 'b', text: 'y' },
    ])
    const after = applyAnswerEvent(before, { type: 'text-delta', part: 'b', text: 'z' })
    expect(after.parts[0]).toBe(before.parts[0])
  })

  it('never changes the message it was given', () => {
    const before = fold([{ type: 'text-delta', part: 'a', text: 'x' }])
    const copy = structuredClone(before)
    fold(
      [
        { type: 'text-delta', part: 'a', text: 'y' },
        { type: 'answer-end', status: 'complete' },
      ],
      before,
    )
    expect(before).toEqual(copy)
  })

  it('ends running thoughts and steps the way the answer ended', () => {
    const message = fold([
      { type: 'thought-delta', part: 't', text: 'x' },
      { type: 'answer-end', status: 'interrupted', failure: createFailure('cut-off') },
    ])
    expect(message.parts).toEqual([{ type: 'thought', key: 't', text: 'x', status: 'stopped' }])
  })
})
