import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import {
  askEvents,
  askText,
  finalTexts,
  closeSimulators,
  openSimulator,
  post,
  question,
} from './test-client.ts'

afterEach(closeSimulators)

const file = {
  doc_id: '1',
  file_name: 'a.pdf',
  file_size: '3',
  file_type: 'pdf',
  file_url: 'https://x/a.pdf',
}

it.each<[string, object, number | 'accepted']>([
  ['a deleted application', { bot_app_key: 'SimDeletedApp03' }, 460004],
  ['an application that is not published', { bot_app_key: 'SimDraftApp04' }, 460048],
  ['an unknown AppKey', { bot_app_key: 'nobody' }, 4505004],
  ['no AppKey', { bot_app_key: undefined }, 400],
  ['no session', { session_id: undefined }, 400],
  ['a session id of one character', { session_id: 'a' }, 400],
  ['a session id of 65 characters', { session_id: 'a'.repeat(65) }, 400],
  ['a session id of 64 characters', { session_id: 'a'.repeat(64) }, 'accepted'],
  ['a session id with a dot', { session_id: 'a.b' }, 400],
  ['a session id with a line break at its end', { session_id: 'ab\n' }, 400],
  ['no visitor', { visitor_biz_id: undefined }, 400],
  ['a visitor id of 65 characters', { visitor_biz_id: 'v'.repeat(65) }, 400],
  ['an empty question', { content: '' }, 400],
  ['an empty question with files', { content: '', file_infos: [file] }, 'accepted'],
  ['a file whose size is a number', { file_infos: [{ ...file, file_size: 3 }] }, 400],
  ['a question of 6000 code points', { content: '🌴'.repeat(6000) }, 'accepted'],
  ['a question of 6001 code points', { content: '🌴'.repeat(6001) }, 460034],
  ['a longer question that asks for a long answer', { content: `/long 10 ${'x'.repeat(7000)}` }, 'accepted'],
  ['a custom variable that is no string', { custom_variables: { UserID: 7 } }, 400],
  ['custom variables that are strings', { custom_variables: { UserID: '7' } }, 'accepted'],
  ['a role that is no string', { system_role: { text: 'You are terse.' } }, 400],
  ['a model that is no string', { model_name: 7 }, 400],
  ['an unknown choice of web search', { search_network: 'on' }, 400],
  ['an unknown stream mode', { stream: 'maybe' }, 400],
  ['a negative throttle', { streaming_throttle: -1 }, 400],
  ['incremental as a string', { incremental: 'true' }, 400],
  ['a request id of 256 characters', { request_id: 'r'.repeat(256) }, 400],
  ['no request id', { request_id: undefined }, 'accepted'],
  ['members that nobody knows', { tcadp_user_id: '', agent_config: {} }, 'accepted'],
])('answers %s', async (_situation, members, expected) => {
  const simulator = await openSimulator()
  const text = await askText(simulator, 'Hello', { stream: 'disable', ...members })
  const [, code] = /^event:error\ndata:\{"error":\{"code":(\d+),/.exec(text) ?? []
  expect(code === undefined ? 'accepted' : Number(code)).toBe(expected)
})

it.each([
  ['half an object', '{"content":'],
  ['a list', '[]'],
  ['nothing', ''],
])('answers %s for a body with status 200 and error 400', async (_situation, body) => {
  const simulator = await openSimulator()
  const response = await post(simulator, body)
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/event-stream',
    'event:error\ndata:{"error":{"code":400,"message":"请求参数错误，请参考接入文档"},"request_id":"","type":"error"}\n\n',
  ])
})

it('knows no other path, no other method and no body over 2 MB', async () => {
  const simulator = await openSimulator()
  const results = await Promise.all([
    fetch(`${simulator.url}/v1/qbot/chat/other`, { method: 'POST' }),
    fetch(`${simulator.url}/v1/qbot/chat/sse`),
    post(simulator, question(simulator, 'x'.repeat(2 * 1024 * 1024))),
  ])
  expect(results.map(({ status }) => status)).toEqual([404, 405, 413])
})

it('does not ask for a content type', async () => {
  const simulator = await openSimulator()
  const body = Buffer.from(JSON.stringify(question(simulator, '/say yes')))
  const response = await fetch(`${simulator.url}/v1/qbot/chat/sse`, { method: 'POST', body })
  expect(await response.text()).toContain('"content":"yes"')
})

it('keeps what was asked for the tests of others, and no more than two hundred', async () => {
  const simulator = await openSimulator()
  for (let count = 0; count < 201; count += 1)
    await askText(simulator, '/evil', { request_id: `req-${count}` })
  expect([simulator.requests.length, simulator.requests[0], simulator.requests.at(-1)]).toEqual([
    200,
    {
      path: '/v1/qbot/chat/sse',
      body: { ...question(simulator, '/evil'), request_id: 'req-1' },
      status: 'answered',
    },
    {
      path: '/v1/qbot/chat/sse',
      body: { ...question(simulator, '/evil'), request_id: 'req-200' },
      status: 'answered',
    },
  ])
})

it('survives a client that leaves in the middle of its question', async () => {
  const simulator = await openSimulator()
  const { port } = new URL(simulator.url)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write('POST /v1/qbot/chat/sse HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half', () => {
        socket.resetAndDestroy()
        resolve()
      })
    })
  })
  expect(finalTexts(await askEvents(simulator, '/say still here'))).toEqual(['still here'])
})
