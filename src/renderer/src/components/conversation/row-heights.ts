// Owns how high messages are: as they were measured, or as their words let expect. Pixels, with the space below them.
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'

/** Of a line of text. */
const lineHeight = 24
/** A line holds so many narrow characters, half as many wide ones. */
const charactersInLine = 90
/** Of what an answer has beside its parts, and a question: name, actions, edges, the space to the next message. */
const frameHeights = { assistant: 86, user: 64 }
/** Of parts whose height does not come of their words. */
const partHeight = 44
const pictureHeight = 220

export interface RowHeights {
  /** Says how high a message is now. */
  measure(id: MessageId, height: number): void
  get(message: Message): number
}

export function createRowHeights(): RowHeights {
  const measured = new Map<MessageId, number>()
  const estimated = new WeakMap<Message, number>()

  function estimate(message: Message): number {
    const known = estimated.get(message)
    if (known !== undefined) return known
    const height = estimateHeight(message)
    estimated.set(message, height)
    return height
  }

  return {
    measure: (id, height) => measured.set(id, height),
    get: (message) => measured.get(message.id) ?? estimate(message),
  }
}

/** What a message that nobody has seen yet is expected to take. */
export function estimateHeight({ role, parts }: Message): number {
  return parts.reduce((height, part) => height + estimatePart(part), frameHeights[role])
}

function estimatePart(part: Part): number {
  if (part.type === 'image' || part.type === 'chart') return pictureHeight
  if (part.type !== 'text') return partHeight
  const lines = countLines(part.text)
  return lines * lineHeight
}

/** Of a long text, the beginning stands for the rest. */
const lookedAt = 2000

function countLines(text: string): number {
  const beginning = text.slice(0, lookedAt)
  const lines = beginning
    .split('\n')
    .reduce(
      (count, line) => count + Math.max(line === '' ? 0.5 : 1, Math.ceil(widthOf(line) / charactersInLine)),
      0,
    )
  return lines * Math.max(1, text.length / lookedAt)
}

/** Characters from the CJK radicals on are twice as wide. */
function widthOf(line: string): number {
  let width = line.length
  for (let index = 0; index < line.length; index += 1) if (line.charCodeAt(index) >= 0x2e80) width += 1
  return width
}
