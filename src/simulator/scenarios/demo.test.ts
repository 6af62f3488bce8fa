import { afterEach, expect, it } from 'vitest'
import { askEvents, finalTexts, closeSimulators, openSimulator, payloads, replies } from '../test-client.ts'

afterEach(closeSimulators)

const questions = [
  'Hello',
  'What can you do?',
  'Write a poem about autumn',
  'Explain TCP slow start',
  'Write a function that splits a text',
  'How do I plan a move to another city?',
  'Tell me about the universe',
  'How many days of annual leave do I get?',
  '你好',
  '你能做什么？',
  '写一首关于秋天的诗',
  '什么是 TCP 慢启动？',
  '用 Python 写一个函数',
  '怎样学会做饭？',
  '介绍一下深圳',
  '我今年有多少天年假？',
]

it.each(questions)('answers %j in its language, in markdown, with a line about itself', async (content) => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, content, { stream: 'disable' })
  const text = String(finalTexts(events)[0])
  const isChinese = /\p{Script=Han}/u.test(content)
  expect({
    isOfGoodLength: [...text].length >= 400 && [...text].length <= 1500,
    isInItsLanguage: /\p{Script=Han}{4}/u.test(text) === isChinese,
    hasHeading: text.includes('## '),
    hasList: /^(- |1\. )/m.test(text),
    hasTable: /^\|.*\|$/m.test(text),
    hasCode: text.includes('```'),
    saysWhatItIs: /^> .*(built-in demo|内置演示).*`\/[a-z]+.*`\/help`/m.test(text),
    hasThought: payloads(events, 'thought').length > 0,
  }).toEqual({
    isOfGoodLength: true,
    isInItsLanguage: true,
    hasHeading: true,
    hasList: true,
    hasTable: true,
    hasCode: true,
    saysWhatItIs: true,
    hasThought: /[?？]$/.test(content),
  })
})

it('names the subject of a question without what markdown would take for its own', async () => {
  const simulator = await openSimulator()
  const [text] = finalTexts(await askEvents(simulator, 'Why is **`sky`** | blue\n#1?', { stream: 'disable' }))
  expect(text).toContain('**Why is sky blue 1**')
})

it.each([
  ['an image', { content: 'What is this? ![](https://example.com/x.png)' }, 13, true, 'image'],
  [
    'a document',
    {
      content: '',
      file_infos: [
        { doc_id: '1', file_name: 'report.pdf', file_size: '3', file_type: 'pdf', file_url: 'https://x/a' },
      ],
    },
    14,
    false,
    'file',
  ],
])(
  'answers a question that brings %s with the method for it',
  async (_what, members, method, canRate, procedure) => {
    const simulator = await openSimulator()
    const events = await askEvents(simulator, '', members)
    const final = replies(events).at(-1)
    const [stat] = payloads(events, 'token_stat')
    expect([final?.['reply_method'], final?.['can_rating'], stat?.['procedures']]).toEqual([
      method,
      canRate,
      [expect.objectContaining({ name: procedure, status: 'processing' })],
    ])
  },
)
