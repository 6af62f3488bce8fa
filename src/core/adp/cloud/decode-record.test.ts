import { describe, expect, it } from 'vitest'
import { partSchema } from '#shared/part.ts'
import { decodeRecord } from './decode-record.ts'

/** A record as the API reference lists its members: those that say nothing are there too. */
const plain = {
  Content: '您每年有 15 天年假。',
  SessionId: 'c-1',
  RecordId: 'A_1',
  RelatedRecordId: 'Q_1',
  IsFromSelf: false,
  FromName: 'HR assistant',
  FromAvatar: 'https://example.com/a.png',
  Timestamp: '1771812105',
  HasRead: true,
  Score: 0,
  CanRating: true,
  CanFeedback: false,
  Type: 1,
  References: [],
  Reasons: [],
  IsLlmGenerated: true,
  ImageUrls: null,
  TokenStat: null,
  ReplyMethod: 1,
  OptionCards: null,
  TaskFlow: null,
  FileInfos: null,
  QuoteInfos: null,
  AgentThought: null,
  ExtraInfo: null,
  WorkFlow: null,
}
const text = { type: 'text', key: 'text:A_1', text: '您每年有 15 天年假。', quotes: [], references: [] }
const answer = {
  recordId: 'A_1',
  relatedRecordId: 'Q_1',
  role: 'assistant',
  sentAt: 1771812105000,
  canRate: true,
  parts: [text],
}

describe('a remembered answer', () => {
  it('of plain text is that', () => {
    expect(decodeRecord(plain)).toEqual(answer)
  })

  it('from a knowledge base has its sources, its marks and what it cost', () => {
    expect(
      decodeRecord({
        ...plain,
        References: [
          {
            Id: '1873345678901234567',
            Type: 2,
            Name: 'Leave policy',
            Url: '',
            DocId: '98765',
            DocBizId: '1859876543210987654',
            QaBizId: '0',
            KnowledgeName: 'Rules',
            KnowledgeBizId: '1',
            Index: 0,
          },
          { Id: '2', Type: 4, Name: 'Labour law', Url: 'https://example.com/law', Index: 2 },
        ],
        QuoteInfos: [
          { Position: 5, Index: '1' },
          { Position: '9', Index: 2 },
        ],
        TokenStat: {
          SessionId: 'c-1',
          RecordId: '',
          StatusSummary: 'success',
          StatusSummaryTitle: '处理成功',
          Elapsed: 1830,
          TokenCount: 912,
          Procedures: [
            {
              Name: 'knowledge',
              Title: '调用知识库',
              Status: 'success',
              Count: 0,
              Debugging: { System: 'prompt' },
            },
            {
              Name: 'large_language_model',
              Title: '大模型回复',
              Status: 'success',
              InputCount: 898,
              OutputCount: 14,
              Count: 912,
            },
          ],
        },
      }),
    ).toEqual({
      ...answer,
      status: 'complete',
      usage: { tokens: { input: 898, output: 14, total: 912 }, elapsedMs: 1830 },
      parts: [
        {
          type: 'step',
          key: 'step:A_1:knowledge',
          kind: 'retrieval',
          name: 'knowledge',
          title: '调用知识库',
          status: 'complete',
        },
        {
          ...text,
          quotes: [
            { index: '1', position: 5 },
            { index: '2', position: 9 },
          ],
          references: [
            {
              index: '1',
              kind: 'document',
              title: 'Leave policy',
              referenceId: '1873345678901234567',
              documentId: '1859876543210987654',
              knowledgeBase: 'Rules',
            },
            { index: '2', kind: 'web', title: 'Labour law', url: 'https://example.com/law' },
          ],
        },
      ],
    })
  })

  it('of an agent has its thoughts and steps in front of the words', () => {
    expect(
      decodeRecord({
        ...plain,
        AgentThought: {
          RecordId: null,
          Procedures: [
            {
              Index: 0,
              Name: 'thought',
              Title: '思考',
              Status: 'success',
              Elapsed: 900,
              Debugging: { Content: 'I search.' },
            },
            {
              Index: 1,
              Name: 'WebSearch',
              Title: 'WebSearch',
              Status: 'processing',
              Debugging: { DisplayContent: 'found' },
            },
          ],
          Files: [
            { FileName: 'a.csv', FileSize: '12', FileUrl: 'https://example.com/a.csv', FileType: 'csv' },
          ],
        },
      }),
    ).toEqual({
      ...answer,
      parts: [
        {
          type: 'thought',
          key: 'thought:A_1:0',
          text: 'I search.',
          status: 'complete',
          title: '思考',
          durationMs: 900,
        },
        {
          type: 'step',
          key: 'step:A_1:1',
          kind: 'tool',
          name: 'WebSearch',
          title: 'WebSearch',
          // The record is over, so its steps are.
          status: 'complete',
          output: 'found',
        },
        {
          type: 'file',
          key: 'file:A_1:0',
          name: 'a.csv',
          url: 'https://example.com/a.csv',
          fileType: 'csv',
          sizeBytes: 12,
        },
        text,
      ],
    })
  })

  it('of a workflow has its outputs where the content is empty, buttons, charts and cards', () => {
    const card = { WidgetId: 'w-1', WidgetRunId: 'run-1', View: '{"type":"Card"}', State: null }
    expect(
      decodeRecord({
        ...plain,
        Content: '',
        OptionCards: ['是', '否'],
        ExtraInfo: { EChartsInfo: ['{"series":[]}'] },
        WorkFlow: { WorkflowId: 'f', WorkflowRunId: 'r', OptionCards: null, Outputs: ['一', '二'] },
        Widgets: [card, { View: 'of nothing' }],
      })?.parts,
    ).toEqual([
      { ...text, text: '一\n\n二' },
      { type: 'options', key: 'options:A_1', options: ['是', '否'], isMultiple: false },
      { type: 'chart', key: 'chart:A_1:0', option: '{"series":[]}' },
      {
        type: 'widget',
        key: 'widget:A_1:0',
        widgetId: 'w-1',
        runId: 'run-1',
        view: '{"type":"Card"}',
        state: '',
      },
    ])
  })

  it.each([
    ['processing', 'running', 'running'],
    ['success', 'complete', 'complete'],
    ['failed', 'failed', 'failed'],
    ['stop', 'stopped', 'stopped'],
    ['something new', undefined, 'complete'],
  ])('that is said to be %j is %s, and what ran in it %s', (word, status, ofStep) => {
    const record = decodeRecord({
      ...plain,
      TokenStat: { StatusSummary: word },
      AgentThought: { Procedures: [{ Index: 0, Name: 'search', Status: 'processing' }] },
    })
    const step = record?.parts.find(({ type }) => type === 'step')
    expect([record?.status, step?.type === 'step' && step.status]).toEqual([status, ofStep])
  })

  it.each([
    ['1771812105', 1771812105000],
    [1771812105, 1771812105000],
    ['1771812105123', 1771812105123],
    ['0', undefined],
    ['', undefined],
    [null, undefined],
  ])('that was sent at %j was sent at %s', (timestamp, sentAt) => {
    expect(decodeRecord({ ...plain, Timestamp: timestamp })?.sentAt).toBe(sentAt)
  })
})

describe('a remembered question', () => {
  it('has its words, its files, and the pictures that are not in its words', () => {
    const content = 'What is this? ![](https://example.com/1.png)'
    expect(
      decodeRecord({
        ...plain,
        RecordId: 'Q_1',
        RelatedRecordId: '',
        IsFromSelf: true,
        CanRating: false,
        Content: content,
        TokenStat: { StatusSummary: '', Elapsed: 0, TokenCount: 0 },
        ImageUrls: ['https://example.com/1.png', 'https://example.com/2.png'],
        FileInfos: [
          {
            FileName: 'report.pdf',
            FileSize: '482113',
            FileUrl: 'https://example.com/report.pdf',
            FileType: 'pdf',
            DocId: '1790000000000000123',
          },
        ],
      }),
    ).toEqual({
      recordId: 'Q_1',
      role: 'user',
      sentAt: 1771812105000,
      canRate: false,
      parts: [
        { ...text, key: 'text:Q_1', text: content },
        {
          type: 'file',
          key: 'file:Q_1:0',
          name: 'report.pdf',
          url: 'https://example.com/report.pdf',
          fileType: 'pdf',
          sizeBytes: 482113,
          documentId: '1790000000000000123',
        },
        { type: 'image', key: 'image:Q_1:0', url: 'https://example.com/2.png', description: '' },
      ],
    })
  })
})

describe('a record that is not as documented', () => {
  it.each([[undefined], [null], ['A_1'], [[]], [{}], [{ RecordId: '' }], [{ RecordId: { Id: 1 } }]])(
    'and has no id is none: %j',
    (raw) => {
      expect(decodeRecord(raw)).toBeUndefined()
    },
  )

  it('and has nothing but an id is empty', () => {
    expect(decodeRecord({ RecordId: 42 })).toEqual({ recordId: '42', role: 'assistant', parts: [] })
  })

  it('is kept where its content cannot be read', () => {
    const parts = decodeRecord({ RecordId: 'A_1', Content: { Rich: '字' } })?.parts
    expect(parts).toEqual([
      { type: 'unknown', key: 'unknown:0', name: 'reply', raw: expect.stringContaining('字') },
    ])
  })

  it('keeps its words where its extras cannot be read', () => {
    const parts = decodeRecord({ ...plain, OptionCards: 'none' })?.parts
    expect(parts).toEqual([
      text,
      { type: 'unknown', key: 'unknown:0', name: 'reply', raw: expect.stringContaining('none') },
    ])
  })

  it('does not become a message without bounds', () => {
    const many = Array.from({ length: 20_000 }, (_, number) => number)
    const record = decodeRecord({
      ...plain,
      RecordId: 'A'.repeat(1000),
      QuoteInfos: many.map((number) => ({ Position: number, Index: '1' })),
      AgentThought: { Procedures: many.map((number) => ({ Index: number, Name: 'step' })) },
      Deep: JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown,
    })
    const parts = record?.parts ?? []
    expect([parts.length <= 1000, parts.every((part) => partSchema.safeParse(part).success)]).toEqual([
      true,
      true,
    ])
  })
})
