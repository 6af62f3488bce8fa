// Example I of the protocol notes, and every other kind of content, as generation 2 spells it.
import { afterEach, expect, it } from 'vitest'
import { askEvents, closeSimulators, openSimulator, payloads, replies } from '../test-client.ts'
import { askV2, at, bodies, completedTexts, toList } from '../test-v2-client.ts'

afterEach(closeSimulators)

it('asks by a form without any text, as example I shows it', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/questionnaire')
  expect([
    at(bodies(events, 'message.done')[0], 'Message.Contents'),
    bodies(events, 'text.delta'),
    events.at(-2)?.name,
  ]).toEqual([
    [
      {
        Type: 'questionnaire',
        Questionnaire: {
          Title: 'Output format',
          Questions: [
            {
              Index: 1,
              Question: 'Which format do you want?',
              Type: 1,
              Required: true,
              Options: [
                { Label: 'PDF', Description: 'fixed layout' },
                { Label: 'DOCX', Description: 'editable' },
              ],
            },
            {
              Index: 2,
              Question: '需要哪些章节？',
              Type: 2,
              Required: false,
              Options: [
                { Label: '摘要', Description: '' },
                { Label: '图表', Description: '每季度一张' },
              ],
            },
          ],
        },
      },
    ],
    [],
    'response.completed',
  ])
})

it.each<[string, readonly unknown[]]>([
  ['/image', [{ Type: 'image', Image: { Url: 'https://example.com/pictures/lighthouse.png' } }]],
  [
    '/file',
    [
      {
        Type: 'file',
        File: {
          FileName: '季度报告.pdf',
          FileSize: '482113',
          FileUrl: 'https://example.com/files/report.pdf?sign=1',
          FileType: 'pdf',
          DocId: '1790000000000000123',
        },
      },
      { Type: 'file', File: expect.objectContaining({ FileName: 'figures.xlsx' }) },
    ],
  ],
  ['/chart', [{ Type: 'e_chart', EChart: expect.stringContaining('"type":"bar"') }]],
  ['/extras', [{ Type: 'custom_params', CustomParams: ['{"ticket":"42"}', 'plain'] }]],
  ['/json-noise', [{ Type: 'json_text', Text: '{"internal":true}' }]],
  [
    '/tasks',
    [
      {
        Type: 'tasks',
        Tasks: [
          { Index: 1, Content: 'Read the figures', Status: 'success' },
          { Index: 2, Content: '画图', Status: 'processing' },
          { Index: 3, Content: 'Write the report', Status: 'pending' },
          { Index: 4, Content: 'Send it', Status: 'failed' },
        ],
      },
    ],
  ],
  [
    '/widget',
    [
      {
        Type: 'widget',
        Widget: {
          WidgetId: 'widget-weather',
          WidgetRunId: 'run-0001',
          State: '{"city":"Shenzhen","days":3}',
          View: expect.stringContaining('"type":"Card"'),
        },
      },
    ],
  ],
])('adds the contents of %s beside the text, each at an index of its own', async (question, expected) => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, question)
  const added = bodies(events, 'content.added').slice(1)
  const contents = toList(at(bodies(events, 'response.completed')[0], 'Response.Messages.0.Contents'))
  expect([
    added.map((body) => at(body, 'Content')),
    added.map((body) => at(body, 'ContentIndex')),
    contents.slice(1),
  ]).toEqual([expected, expected.map((_, index) => index + 1), expected])
})

it.each([
  ['/multi-options', 'Contents.0.OptionMode', 1],
  ['/options', 'Contents.0.OptionMode', 0],
  [
    '/file-collection',
    'Contents.0.FileCollection',
    { MaxFileCount: 3, SupportedFileTypes: ['pdf', 'docx', 'png'] },
  ],
])('says of %s in %s what it asks for', async (question, path, expected) => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, question)
  expect(at(bodies(events, 'message.done')[0], `Message.${path}`)).toEqual(expected)
})

it('streams several texts of one message, each at its index', async () => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, '/contents')
  const indexes = new Set(bodies(events, 'text.delta').map((body) => at(body, 'ContentIndex')))
  expect([[...indexes], completedTexts(events)]).toEqual([
    [0, 2, 4],
    [
      [
        'reply',
        'Before the picture, 图片之前。',
        'image',
        'Between picture and chart, 两者之间。',
        'e_chart',
        'After the chart, and the end.',
      ],
    ],
  ])
})

it.each<[string, string, readonly unknown[]]>([
  ['/notice', 'notice', ['The knowledge base is being rebuilt, 回答可能不完整。']],
  ['/recommendation', 'recommendation', ['option_cards']],
  ['/recommendation text', 'recommendation', ['How do I apply?\n还剩几天？\n/think']],
  ['/plan', 'plan', ['Three steps will do.', 'tasks']],
  ['/task-execution', 'task_execution', ['G6, 08:00 from Shenzhen North.']],
])('tells in %s a message of the kind %s', async (question, kind, expected) => {
  const simulator = await openSimulator()
  const events = await askV2(simulator, question)
  expect(completedTexts(events).find(([type]) => type === kind)).toEqual([kind, ...expected])
})

it('speaks of files, sandboxes and search results in generation 1 too', async () => {
  const simulator = await openSimulator()
  const file = replies(await askEvents(simulator, '/file')).at(-1)
  const debugging = async (question: string) => {
    const [thought] = payloads(await askEvents(simulator, question), 'thought').slice(-1)
    return at(thought, 'procedures.0.debugging')
  }
  expect([file?.['file_infos'], await debugging('/sandbox'), await debugging('/web-search')]).toEqual([
    [
      {
        doc_id: '1790000000000000123',
        file_name: '季度报告.pdf',
        file_size: '482113',
        file_type: 'pdf',
        file_url: 'https://example.com/files/report.pdf?sign=1',
      },
      expect.objectContaining({ file_name: 'figures.xlsx' }),
    ],
    {
      content: 'Python 3.12\n>>> 6 * 7\n42',
      display_url: 'https://example.com/sandbox/1/view',
      sandbox_url: 'https://example.com/sandbox/1',
    },
    {
      content: expect.stringContaining('University news'),
      display_type: 1,
      references: [
        {
          id: '1',
          index: 1,
          name: 'University news',
          title: 'University news',
          type: 4,
          url: 'https://news.example.edu/',
        },
      ],
    },
  ])
})

it('tells a sandbox and search results as contents of the tool in generation 2', async () => {
  const simulator = await openSimulator()
  const contents = async (question: string) =>
    at(bodies(await askV2(simulator, question), 'message.done')[0], 'Message.Contents')
  expect([await contents('/sandbox'), await contents('/web-search')]).toEqual([
    [
      { Type: 'json_text', Text: 'Python 3.12\n>>> 6 * 7\n42' },
      {
        Type: 'sandbox',
        Sandbox: {
          Url: 'https://example.com/sandbox/1',
          DisplayUrl: 'https://example.com/sandbox/1/view',
          Content: 'Python 3.12\n>>> 6 * 7\n42',
        },
      },
    ],
    [
      { Type: 'json_text', Text: expect.stringContaining('University news') },
      { Type: 'web_search', WebSearch: { Content: expect.stringContaining('University news') } },
    ],
  ])
})
