// Owns how the words of a v2 message are told: as texts of the answer, as a thought, or inside of one part that is made
// anew, such as a step with its output. What the message says of itself and what its contents are is message.ts's.
import type { AnswerEvent } from '#shared/answer.ts'
import type { Part, Progress } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import type { TextChange } from '../text-change.ts'
import type { Words } from './words.ts'

/** What a message says of itself: what was said last and was not empty. */
export interface Frame {
  readonly name: string
  readonly title: string
  readonly status: Progress
  readonly durationMs: number | undefined
}

export interface Voice {
  /** The text of a content has changed so. */
  say(index: number, change: TextChange): AnswerEvent[]
  /** Something else may have changed: what the message says of itself, or that it is over. */
  restate(): AnswerEvent[]
}

export function createAnswerVoice(keyOf: (index: number) => string): Voice {
  return {
    say: (index, { type, text }) => [
      { type: type === 'delta' ? 'text-delta' : 'text-set', part: keyOf(index), text },
    ],
    restate: () => [],
  }
}

/** One thought for each content; the first is there before it has words. */
export function createThoughtVoice(keyOf: (index: number) => string, words: Words, frame: Frame): Voice {
  // By content: the state that was told with its last `thought-set`.
  const told = new Map<number, string>()

  function set(index: number): AnswerEvent {
    const { status, durationMs } = frame
    told.set(index, stateOf(frame))
    return omitUndefined<AnswerEvent>({
      type: 'thought-set',
      part: keyOf(index),
      text: words.at(index),
      status,
      title: frame.title || undefined,
      durationMs: status === 'running' ? undefined : durationMs,
    })
  }

  return {
    say(index, { type, text }) {
      if (type === 'set' || told.get(index) !== stateOf(frame)) return [set(index)]
      return [{ type: 'thought-delta', part: keyOf(index), text }]
    },
    restate() {
      if (told.size === 0) return [set(0)]
      const now = stateOf(frame)
      return [...told].flatMap(([index, before]) => (before === now ? [] : [set(index)]))
    },
  }
}

function stateOf({ status, title, durationMs }: Frame): string {
  return JSON.stringify([status, title, status === 'running' ? 0 : durationMs])
}

/** Words are told again when they have grown by half: a part that is made anew with every piece would cost its square. */
const growth = 1.5
const firstGrowth = 64

/** `build` makes the part from all words; undefined while there is nothing to show. */
export function createWholeVoice(
  words: Words,
  sendPart: (part: Part) => AnswerEvent[],
  build: () => Part | undefined,
): Voice {
  let toldLength = 0

  function restate(): AnswerEvent[] {
    toldLength = words.length
    const part = build()
    return part === undefined ? [] : sendPart(part)
  }

  return {
    restate,
    say: (_index, { type }) =>
      type === 'delta' && words.length < toldLength * growth + firstGrowth ? [] : restate(),
  }
}

/** For messages that are not told by their words. */
export const silentVoice: Voice = { say: () => [], restate: () => [] }
