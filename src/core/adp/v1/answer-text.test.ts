import fastCheck from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextChange } from '../text-change.ts'
import { createAnswerText } from './answer-text.ts'

function apply(text: string, change: TextChange | undefined): string {
  if (change === undefined) return text
  return change.type === 'delta' ? text + change.text : change.text
}

/** What a person sees after these packets, the last of which is final. */
function show(packets: readonly string[], isIncremental: boolean): string {
  const text = createAnswerText(isIncremental)
  return packets.reduce(
    (shown, packet, index) => apply(shown, text.take(packet, index === packets.length - 1)),
    '',
  )
}

const pieces = fastCheck.array(fastCheck.string({ unit: 'binary', maxLength: 8 }), {
  minLength: 1,
  maxLength: 20,
})

describe('a text in cumulative packets', () => {
  it('ends as the last packet says, however it was cut', () => {
    fastCheck.assert(
      fastCheck.property(pieces, (parts) => {
        const packets = parts.map((_, index) => parts.slice(0, index + 1).join(''))
        expect(show(packets, false)).toBe(parts.join(''))
      }),
    )
  })

  it('ends as the last packet with words says, whatever the others were', () => {
    fastCheck.assert(
      fastCheck.property(pieces, (packets) => {
        expect(show(packets, false)).toBe(packets.findLast((packet) => packet !== '') ?? '')
      }),
    )
  })

  it('waits with a half character for its other half', () => {
    const text = createAnswerText(false)
    expect([
      text.take('Hi \ud83d', false),
      text.take('Hi \ud83d\ude00!', false),
      text.take('Hi \ud83d\ude00!', true),
    ]).toEqual([{ type: 'delta', text: 'Hi ' }, { type: 'delta', text: '\ud83d\ude00!' }, undefined])
  })
})

describe('a text in pieces', () => {
  // Words of which none begins another, so that nothing looks like a whole text by chance.
  const words = fastCheck.array(fastCheck.constantFrom('The ', 'quick ', 'brown ', 'fox '), {
    minLength: 2,
    maxLength: 30,
  })

  it('is all pieces joined', () => {
    fastCheck.assert(
      fastCheck.property(words, (parts) => {
        const packets = ['A', ...parts]
        expect(show(packets, true)).toBe(packets.join(''))
      }),
    )
  })

  it('is not doubled by a final packet that repeats all of it', () => {
    fastCheck.assert(
      fastCheck.property(words, (parts) => {
        const packets = ['A', ...parts]
        expect(show([...packets, packets.join('')], true)).toBe(packets.join(''))
      }),
    )
  })

  it('is read as whole texts when the server ignores what was asked', () => {
    fastCheck.assert(
      fastCheck.property(words, (parts) => {
        const packets = parts.map((_, index) => parts.slice(0, index + 1).join(''))
        expect(show(packets, true)).toBe(parts.join(''))
      }),
    )
  })

  it('survives pieces that begin with all that was there before', () => {
    expect(show(['-', '--', 'a'], true)).toBe('---a')
  })
})
