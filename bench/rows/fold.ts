// Measures the fold of pieces into one message. Limit: joining the same pieces to one string.
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { measure } from '../measure.ts'
import { createGrowthRow, createRow, type Row } from '../row.ts'

const empty: Message = {
  id: messageIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
  role: 'assistant',
  status: 'streaming',
  parts: [],
  createdAt: 0,
  remote: {},
}

function createPieces(count: number): AnswerEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'text-delta',
    part: 'text:A_1',
    text: index % 7 === 0 ? '跳过懒狗 ' : 'brown fox ',
  }))
}

function fold(pieces: readonly AnswerEvent[]): number {
  const part = pieces.reduce(applyAnswerEvent, empty).parts[0]
  return part?.type === 'text' ? flatten(part.text) : 0
}

function join(pieces: readonly AnswerEvent[]): number {
  let text = ''
  for (const piece of pieces) if (piece.type === 'text-delta') text += piece.text
  return flatten(text)
}

/** Reads the last character, which makes the engine lay the joined pieces out as one string. */
function flatten(text: string): number {
  return text.charCodeAt(text.length - 1)
}

export async function measureFold(): Promise<Row[]> {
  const rows: Row[] = []
  for (const count of [25_000, 100_000]) {
    const pieces = createPieces(count)
    const [ours = NaN, limit = NaN] = await measure([
      { run: () => fold(pieces) },
      { run: () => join(pieces) },
    ])
    const each = (ms: number): number => (ms * 1000) / count
    rows.push(
      createRow(`fold of ${count} pieces into one message`, 'µs/piece', {
        ours: each(ours),
        limit: each(limit),
      }),
    )
  }
  const [short, long] = rows
  return short && long ? [...rows, createGrowthRow('fold of 4 times as many pieces', short, long)] : rows
}
