// Owns what the tests of exports share: a message with every kind of part, and a context that writes to a folder of its own.
import type { Message } from '#shared/answer.ts'
import type { ExportContents, WrittenFormat } from '#shared/export.ts'
import type { Part } from '#shared/part.ts'
import { openMemoryStore } from '#core/store/open.ts'
import {
  createAnswer,
  createConversation,
  createProfile,
  createQuestion,
  createText,
} from '#core/store/test-rows.ts'
import type { ExportAssets, WriterContext } from './export-writer.ts'
import { formats } from './formats.ts'

export const everything: ExportContents = {
  hasThoughts: true,
  hasSteps: true,
  hasReferences: true,
  hasFiles: true,
}
export const onlyWords: ExportContents = {
  hasThoughts: false,
  hasSteps: false,
  hasReferences: false,
  hasFiles: false,
}

/** 2026-11-26 12:00 wherever the test runs. */
export const noon = new Date(2026, 10, 26, 12, 0).getTime()

const reference = {
  index: '1',
  kind: 'web',
  title: 'Opening hours',
  url: 'https://shop.example/hours',
} as const

/** One part of each kind, as small as it can be and still be seen. */
export const everyPart: readonly Part[] = [
  { type: 'thought', key: 'thought', text: 'A *guess*.', status: 'complete', durationMs: 8000 },
  {
    type: 'step',
    key: 'step',
    kind: 'tool',
    name: 'search',
    title: 'Search',
    status: 'failed',
    durationMs: 20,
    tokens: { total: 7 },
    input: '{"q":"hours"}',
    output: 'none',
  },
  {
    type: 'text',
    key: 'text',
    text: 'We open at **nine**.\n\n| day | time |\n|-----|------|\n| Mon | 9 |\n\n$a_1 < b_2$',
    quotes: [{ index: '1', position: 19 }],
    references: [reference],
  },
  {
    type: 'references',
    key: 'references',
    references: [{ ...reference, index: '2', title: '', kind: 'document' }],
  },
  { type: 'options', key: 'options', options: ['Yes', 'No'], isMultiple: false },
  {
    type: 'questionnaire',
    key: 'form',
    title: 'About you',
    questions: [
      {
        question: 'Size',
        isMultiple: false,
        isRequired: true,
        options: [{ label: 'S', description: 'small' }],
      },
    ],
  },
  { type: 'tasks', key: 'tasks', tasks: [{ text: 'Look', status: 'pending' }] },
  {
    type: 'widget',
    key: 'widget',
    widgetId: 'w',
    runId: 'r',
    view: '{}',
    state: '{"total":12345678901234567890}',
  },
  { type: 'chart', key: 'chart', option: '{"series":[]}' },
  { type: 'image', key: 'image', url: 'https://shop.example/door.png', description: 'The door' },
  {
    type: 'file',
    key: 'file',
    name: 'list.pdf',
    url: 'https://shop.example/list.pdf',
    fileType: 'pdf',
    sizeBytes: 2048,
  },
  { type: 'file-request', key: 'request', fileTypes: ['pdf'] },
  { type: 'sandbox', key: 'sandbox', url: 'https://box.example/1', displayUrl: 'box', content: 'ls' },
  { type: 'notice', key: 'notice', text: 'From memory.' },
  { type: 'suggestions', key: 'suggestions', suggestions: ['And Sunday?'] },
  { type: 'unknown', key: 'unknown', name: 'hologram', raw: '<x>' },
]

export const noAssets: ExportAssets = { place: () => undefined, embed: () => undefined }

/** What one answer becomes in a format, between the heading of its message and the next. */
export function writeAnswer(
  format: WrittenFormat,
  message: Partial<Message>,
  changes: Partial<WriterContext> = {},
): string {
  const writer = createTestWriter(format, changes)
  const { id } = createConversation()
  return writer.message(createAnswer(id, { status: 'complete', createdAt: noon, ...message }))
}

export function createTestWriter(format: WrittenFormat, changes: Partial<WriterContext> = {}) {
  const context: WriterContext = {
    history: openMemoryStore(),
    contents: everything,
    language: 'en',
    exportedAt: noon,
    version: '1.0.0',
    assets: noAssets,
    ...changes,
  }
  return formats[format].createWriter(context)
}

/** A conversation with its head and a question, as a whole file. */
export function writeConversation(format: WrittenFormat, changes: Partial<WriterContext> = {}): string {
  const writer = createTestWriter(format, changes)
  const conversation = createConversation({ title: '开放时间 <1>', createdAt: noon })
  const profile = createProfile({ name: 'Shop & Co' })
  const question = createQuestion(conversation.id, {
    createdAt: noon,
    parts: [createText('When?\nhttps://shop.example <b>', 'question')],
  })
  return [
    writer.begin(),
    writer.beginConversation({ conversation, profile }),
    writer.message(question),
    writer.endConversation(),
    writer.end(),
  ].join('')
}
