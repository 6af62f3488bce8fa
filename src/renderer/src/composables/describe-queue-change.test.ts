import { expect, it } from 'vitest'
import type { QuestionQueue } from '#shared/contract/contract.ts'
import { createFailure } from '#shared/failure.ts'
import { queuedQuestionIdSchema, type QueuedQuestionId } from '#shared/ids.ts'
import { conversationId } from '../stores/test-host.ts'
import { describeQueueChange, type QueueNews } from './describe-queue-change.ts'

const busy = createFailure('profile-retired')

function idOf(number: number): QueuedQuestionId {
  return queuedQuestionIdSchema.parse(`00000005-0000-4000-8000-${String(number).padStart(12, '0')}`)
}

function queue(numbers: readonly number[], changes: Partial<QuestionQueue> = {}): QuestionQueue {
  const id = conversationId(1)
  const questions = numbers.map((number) => ({
    id: idOf(number),
    question: { conversationId: id, text: `question ${number}` },
  }))
  return { conversationId: id, questions, isPaused: false, failure: null, ...changes }
}

it.each<[string, QuestionQueue | undefined, QuestionQueue | undefined, number[], QueueNews[]]>([
  ['the first one waits', undefined, queue([1]), [], [{ type: 'added', position: 1 }]],
  ['one more waits', queue([1]), queue([1, 2]), [], [{ type: 'added', position: 2 }]],
  ['the next one is asked', queue([1, 2]), queue([2]), [1], [{ type: 'asked', left: 1 }]],
  ['the last one is asked', queue([1]), undefined, [1], [{ type: 'asked', left: 0 }]],
  ['one is taken out', queue([1, 2]), queue([1]), [], [{ type: 'taken', left: 1 }]],
  ['they are put in another order', queue([1, 2]), queue([2, 1]), [], []],
  ['they are paused', queue([1]), queue([1], { isPaused: true }), [], [{ type: 'paused' }]],
  [
    'the next one cannot be asked',
    queue([1]),
    queue([1], { isPaused: true, failure: busy }),
    [],
    [{ type: 'failed', failure: busy }],
  ],
  [
    'they go on behind a running answer',
    queue([1], { isPaused: true }),
    queue([1]),
    [],
    [{ type: 'resumed' }],
  ],
  ['they go on at once', queue([1, 2], { isPaused: true }), queue([2]), [1], [{ type: 'asked', left: 1 }]],
])('%s', (_what, before, after, asked, news) => {
  expect(describeQueueChange(before, after, (id) => asked.map(idOf).includes(id))).toEqual(news)
})
