// The core of the search: whatever is written, changed and deleted, in whatever order and language, the index gives what a
// look at every message gives.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { folderIdSchema, tagIdSchema } from '#shared/ids.ts'
import type { SearchFilters } from '#shared/search.ts'
import { deleteMessage, updateMessage } from '#core/store/messages.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { addConversation, createText } from '#core/store/test-rows.ts'
import { addMessage, buildIndexOf, createContext, findAll, scanAll } from './test-search.ts'

const folderId = folderIdSchema.parse(randomUUID())
const tagId = tagIdSchema.parse(randomUUID())

/** Few pieces, so that what is searched for occurs; many scripts, so that they meet. */
const piece = fc.constantFrom(
  ...[
    '服',
    '务',
    '服务',
    '服务器',
    '歷史',
    '历史',
    'サーバー',
    'ｻｰﾊﾞｰ',
    '서버',
    '서',
    'เซิร์ฟเวอร์',
    'เซิ',
    'မြန်မာ',
  ],
  ...[
    'server',
    'Server',
    'erve',
    'observer',
    'e',
    'ＳＥＲＶＥＲ',
    'Straße',
    'ΟΔΟΣ',
    'İstanbul',
    'café',
    'cafe\u0301',
  ],
  ...[
    '42',
    '4',
    '1,000',
    'foo_bar()',
    '=>',
    '"',
    "'",
    '%',
    '_',
    '*',
    '\\',
    '\0',
    '<b>',
    '**',
    '`x`',
    '[a](b)',
    '\ue05f',
  ],
  ...['👨‍👩‍👧', '👩', '\u200d', '🏳️‍🌈', '𠮷', '\ud83d', ' ', '  ', '\n', '\u3000', '。', '，', '…', '¨'],
)
const text = fc.string({ unit: piece, maxLength: 12 })
const filters: fc.Arbitrary<SearchFilters> = fc.record(
  {
    from: fc.integer({ min: 0, max: 60 }),
    until: fc.integer({ min: 0, max: 60 }),
    kinds: fc.constantFrom(['question' as const], ['answer' as const, 'file' as const]),
    hasFile: fc.boolean(),
    folderId: fc.constant(folderId),
    tagIds: fc.constantFrom([], [tagId]),
    skipsArchive: fc.boolean(),
  },
  { requiredKeys: [] },
)
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      text,
      createdAt: fc.nat(60),
      at: fc.nat(3),
      isAnswer: fc.boolean(),
      hasFile: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change' as const), text, which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('build' as const) }) },
)
const query = fc.record({
  text: fc.oneof(text, fc.string({ unit: piece, maxLength: 2 })),
  filters,
  limit: fc.integer({ min: 1, max: 7 }),
})

it('finds what a scan finds, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(query, { maxLength: 8 }),
      async (steps, queries) => {
        const history = openMemoryStore()
        const context = createContext(history)
        history.prepare("INSERT INTO folders VALUES (?, 'Work', 0)").run(folderId)
        history.prepare("INSERT INTO tags VALUES (?, 'Later', 'teal')").run(tagId)
        const conversations = [
          addConversation(history),
          addConversation(history, { shelf: 'archive', folderId }),
          addConversation(history, { tagIds: [tagId] }),
          addConversation(history, { shelf: 'bin', deletedAt: 1 }),
        ]
        const messages: ReturnType<typeof addMessage>[] = []
        for (const step of steps) {
          if (step.do === 'build') {
            await buildIndexOf(context)
          } else if (step.do === 'add') {
            const file = { type: 'file' as const, key: 'f', name: step.text, url: '', fileType: 'pdf' }
            const conversation = conversations[step.at] ?? conversations[0]
            messages.push(
              addMessage(history, conversation!.id, step.text, {
                createdAt: step.createdAt,
                role: step.isAnswer ? 'assistant' : 'user',
                parts: [createText(step.text), ...(step.hasFile ? [file] : [])],
              }),
            )
          } else {
            const [message] = messages.splice(step.which % Math.max(1, messages.length), 1)
            if (message && step.do === 'delete') deleteMessage(history, message.id)
            if (message && step.do === 'change') {
              updateMessage(history, { ...message, parts: [createText(step.text)] })
              messages.push(message)
            }
          }
        }
        await buildIndexOf(context)
        for (const { text, filters, limit } of queries) {
          expect(await findAll(context, text, filters, limit)).toEqual(await scanAll(context, text, filters))
        }
        history.close()
      },
    ),
    { numRuns: 100 },
  )
}, 120_000)
