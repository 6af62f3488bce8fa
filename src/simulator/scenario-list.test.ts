import { afterEach, expect, it } from 'vitest'
import { scenarios } from './scenario-list.ts'
import {
  askEvents,
  askText,
  finalTexts,
  closeSimulators,
  openSimulator,
  payloads,
  post,
  question,
  readEvents,
  replies,
} from './test-client.ts'

afterEach(closeSimulators)

it('has one scenario for each command, and a line about each', () => {
  const commands = scenarios.map(({ command }) => command)
  expect([
    commands.filter((command, index) => commands.indexOf(command) !== index),
    commands.filter((command) => !/^\/[a-z0-9-]+$/.test(command)),
    scenarios.filter(({ summary }) => summary === '' || summary.includes('\n')),
  ]).toEqual([[], [], []])
})

it.each<[string, readonly string[]]>([
  ['/say x', ['reply', 'token_stat', 'token_stat', 'token_stat', 'reply']],
  ['/think', ['reply', 'token_stat', 'token_stat', 'thought', 'token_stat', 'reply']],
  ['/refs', ['reply', 'token_stat', 'token_stat', 'reference', 'token_stat', 'reply']],
  ['/refs-late', ['reply', 'token_stat', 'token_stat', 'token_stat', 'reply', 'reference']],
  ['/no-stat', ['reply', 'reply']],
  ['/token-stat-late', ['reply', 'token_stat', 'token_stat', 'reply', 'token_stat']],
  ['/no-echo', ['token_stat', 'reply']],
  ['/only-echo', ['reply']],
  ['/no-final', ['reply', 'token_stat', 'token_stat']],
  ['/error 460020', ['error']],
  ['/two', ['reply', 'token_stat', 'token_stat', 'token_stat', 'reply', 'reply']],
  [
    '/unknown-event',
    ['reply', 'token_stat', 'token_stat', 'mood_ring', 'knowledge_summary', 'token_stat', 'reply'],
  ],
])('sends for %s the events in this order', async (content, expected) => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, content, { stream: 'disable' })
  expect(events.map(({ name }) => name)).toEqual(expected)
})

it('gives each of two answers its own record and one question', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/interleaved')
  const [echo] = payloads(events, 'reply')
  const finals = replies(events).filter(({ is_final }) => is_final)
  expect([
    finals.map(({ content }) => content),
    new Set(replies(events).map(({ record_id }) => record_id)).size,
    new Set(replies(events).map(({ related_record_id }) => related_record_id)),
  ]).toEqual([['Eins, zwei, drei.', 'One, two, three.'], 2, new Set([echo?.['record_id']])])
})

it('marks citations in code points, and sends ids as strings beyond 2^53', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/refs')
  const { content, quote_infos } = replies(events).at(-1) ?? {}
  const [{ references } = {}] = payloads(events, 'reference')
  expect([
    (quote_infos as { index: number; position: number }[]).map(
      ({ index, position }) => [...String(content)].slice(position - 2, position).join('') + index,
    ),
    (references as { id: string; doc_id: string; type: number }[]).map(({ id, doc_id, type }) => [
      id,
      doc_id,
      type,
    ]),
  ]).toEqual([
    [' 🌴1', 'ch2', '完。4'],
    [
      ['1873345678901234567', '98765', 2],
      ['1873345678901234568', '98765', 2],
      ['1873345678901234569', '0', 1],
      ['4', '0', 4],
    ],
  ])
})

it('writes ids as bare numbers that a double cannot hold', async () => {
  const simulator = await openSimulator()
  expect(await askText(simulator, '/refs-odd', { stream: 'disable' })).toContain('"id":1873345678901234567,')
})

it.each<[string, readonly unknown[]]>([
  ['/empty', ['']],
  ['/rewrite', ['The capital of Australia is Canberra. 首都是堪培拉。']],
  ['/workflow', ['']],
  ['/after-final', ['This is all there is.', 'This is all there is. THIS COMES TOO LATE.']],
  ['/evil-answer', ['抱歉，这个问题我无法回答。']],
  ['/no-final', []],
  ['/heartbeat', ['The heart beats between these words.']],
  [
    '/two',
    ['The first answer is about today. 第一条回答。', 'The second answer is about tomorrow. 第二条回答。'],
  ],
])('ends %s with these texts', async (content, expected) => {
  const simulator = await openSimulator()
  expect(finalTexts(await askEvents(simulator, content))).toEqual(expected)
})

const [first, second, last] = ['The same answer, spe', 'lled in another way.', ' 同样的回答，另一种写法。']

it.each([
  ['nothing', '/incremental-quirks empty', [first, second, last, '']],
  ['the whole text', '/incremental-quirks whole', [first, second, `${first}${second}${last}`]],
  [
    'the whole text like every packet',
    '/incremental-quirks ignored',
    [first, `${first}${second}`, `${first}${second}${last}`],
  ],
])('can hold %s in the final packet although pieces were asked for', async (_what, content, expected) => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, content, { incremental: true, streaming_throttle: 20 })
  expect(replies(events).map((reply) => reply['content'])).toEqual(expected)
})

it('joins the pieces of every scenario to the text that whole packets end with', async () => {
  const simulator = await openSimulator()
  for (const content of [
    '/two',
    '/interleaved',
    '/tools',
    '/markdown',
    '/odd-text',
    '/u2028',
    '/long 3000',
    'Hello',
  ]) {
    const texts = async (incremental: boolean) => {
      const answers = new Map<unknown, string>()
      // A new session each: the same question at the same place gets the same answer.
      const members = { incremental, session_id: incremental ? 'pieces' : 'wholes' }
      for (const { record_id, content: text } of replies(await askEvents(simulator, content, members))) {
        answers.set(record_id, incremental ? `${answers.get(record_id) ?? ''}${String(text)}` : String(text))
      }
      return [...answers.values()].map((text) => [...text].length)
    }
    expect([content, await texts(true)]).toEqual([content, await texts(false)])
  }
})

it('writes a long answer of exactly so many characters', async () => {
  const simulator = await openSimulator()
  const [text] = finalTexts(await askEvents(simulator, '/long 12345', { stream: 'disable' }))
  expect([...String(text)].length).toBe(12345)
})

it('shows a tool that works and one that fails among the thoughts of an agent', async () => {
  const simulator = await openSimulator()
  const thoughts = payloads(await askEvents(simulator, '/tools'), 'thought').at(-1)
  expect(
    (thoughts?.['procedures'] as Record<string, unknown>[]).map(({ name, title, status }) => [
      name,
      title,
      status,
    ]),
  ).toEqual([
    ['thought', '思考完成', 'success'],
    ['get_weather', '查询天气', 'success'],
    ['read_calendar', '读取日程', 'failed'],
    ['thought', '思考完成', 'success'],
  ])
})

it('puts the result of a workflow into its outputs', async () => {
  const simulator = await openSimulator()
  const [answer] = replies(await askEvents(simulator, '/workflow'))
  expect([answer?.['content'], answer?.['reply_method'], answer?.['work_flow']]).toEqual([
    '',
    17,
    expect.objectContaining({
      outputs: ['Shenzhen: clear, 24 °C', '{"humidity":"40%"}'],
      current_node: expect.objectContaining({ NodeType: 16, Status: 2 }),
    }),
  ])
})

it('offers options, charts and tool calls with the final packet', async () => {
  const simulator = await openSimulator()
  const finals = await Promise.all(
    ['/options', '/chart', '/interrupt', '/method 6'].map(async (content, index) =>
      replies(await askEvents(simulator, content, { session_id: `session-${index}` })).at(-1),
    ),
  )
  expect([
    finals[0]?.['option_cards'],
    finals[1]?.['extra_info'],
    finals[2]?.['interrupt_info'],
    finals[3]?.['can_rating'],
  ]).toEqual([
    ['How to apply', 'Days left', '/think'],
    { e_charts_info: [expect.stringContaining('"type":"bar"')] },
    {
      current_agent: 'main',
      tool_calls: [
        { function: { arguments: '{"path":"notes.md"}', name: 'read_file' }, id: 'call_1', type: 'function' },
      ],
    },
    false,
  ])
})

it('answers an interrupted question when it is asked again with the output of the tool', async () => {
  const simulator = await openSimulator()
  const tool_ouputs = [{ tool_name: 'read_file', output: 'milk' }]
  expect(finalTexts(await askEvents(simulator, '/interrupt', { tool_ouputs }))).toEqual([
    'The tool said: milk',
  ])
})

it('fails as often as it was told to and then answers', async () => {
  const simulator = await openSimulator()
  const names = []
  for (let round = 0; round < 3; round += 1) names.push((await askEvents(simulator, '/flaky 2')).at(-1)?.name)
  expect(names).toEqual(['error', 'error', 'reply'])
})

it('lists its commands for a command that there is not', async () => {
  const simulator = await openSimulator()
  const [text] = finalTexts(await askEvents(simulator, '/nonsense', { stream: 'disable' }))
  expect(text).toContain('| `/error CODE` |')
})

it('remembers a session, apart from those of other visitors and applications', async () => {
  const simulator = await openSimulator()
  await askEvents(simulator, '/say one')
  await askEvents(simulator, '/no-final')
  const ask = async (members: object) => finalTexts(await askEvents(simulator, '/history', members))
  expect([
    await ask({}),
    await ask({ visitor_biz_id: 'visitor-0002' }),
    await ask({ bot_app_key: simulator.appKeys.second }),
    await ask({ session_id: 'sess-0002' }),
  ]).toEqual([
    [
      'The session has 2 earlier questions.\n- /say one\n  - 3 characters\n- /no-final\n  - 60 characters, unfinished',
    ],
    ['The session has 0 earlier questions.'],
    ['The session has 0 earlier questions.'],
    ['The session has 0 earlier questions.'],
  ])
})

it('answers with another HTTP response than a stream', async () => {
  const simulator = await openSimulator()
  const results = []
  for (const content of ['/html', '/http 404', '/http 500 html', '/http 429', '/json-error 460031']) {
    const response = await post(simulator, question(simulator, content))
    const text = await response.text()
    results.push([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('retry-after'),
      text[0],
    ])
  }
  expect(results).toEqual([
    [200, 'text/html; charset=utf-8', null, '<'],
    [404, 'application/json', null, '{'],
    [500, 'text/html; charset=utf-8', null, '<'],
    [429, 'application/json', '2', '{'],
    [200, 'application/json', null, '{'],
  ])
})

it('wraps an error, leaves out its request id, or goes on after it', async () => {
  const simulator = await openSimulator()
  const withPayload = JSON.parse(
    (await askText(simulator, '/error-payload 460031')).split('data:')[1] ?? '',
  ) as unknown
  const bare = JSON.parse((await askText(simulator, '/error-bare 460031')).split('data:')[1] ?? '') as unknown
  const error = { code: 460031, message: '当前应用连接数超出限制' }
  const after = readEvents(await askText(simulator, '/error-then-text', { stream: 'disable' }))
  expect([withPayload, bare, after.map(({ name }) => name)]).toEqual([
    {
      payload: { error, request_id: 'req-0001', trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
      type: 'error',
    },
    { error, type: 'error' },
    ['reply', 'token_stat', 'token_stat', 'error', 'reply'],
  ])
})

it('sends one line of more than eight megabytes among ordinary ones', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/big-line')
  const longest = Math.max(...text.split('\n').map((line) => Buffer.byteLength(line)))
  expect([longest > 8 * 1024 * 1024, finalTexts(readEvents(text))]).toEqual([
    true,
    ['Before the big line, and after it.'],
  ])
})
