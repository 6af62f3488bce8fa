// What goes over the wire, byte by byte. The expected streams are written from the dialogue API documents' samples.
import { afterEach, expect, it } from 'vitest'
import { askEvents, askText, closeSimulators, openSimulator, payloads, replies } from './test-client.ts'

afterEach(closeSimulators)

/** The stream with what differs from run to run replaced by names. */
function masked(text: string): string {
  const recordIds = [...new Set(text.match(/[a-zA-Z]{3}_\d{8}_\d{6}_\d{3}_[a-zA-Z0-9]{8}/g))]
  const named = recordIds.reduce((result, id, index) => result.replaceAll(id, `RECORD-${index}`), text)
  return named
    .replaceAll(/"elapsed":\d+/g, '"elapsed":MS')
    .replaceAll(/"message_id":"[^"]+"/g, '"message_id":"M"')
    .replaceAll(/"timestamp":1\d{9}([,}])/g, '"timestamp":SECONDS$1')
    .replaceAll(/"trace_id":"[0-9a-f]{32}"/g, '"trace_id":"TRACE"')
}

it('sends a cumulative answer as the document shows it, to the byte', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/say You get 15 days of annual leave.', {
    file_infos: [],
    streaming_throttle: 20,
    custom_variables: {},
    incremental: false,
    search_network: 'disable',
    stream: 'enable',
    workflow_status: 'disable',
  })
  expect(masked(text)).toBe(`event:reply
data:{"message_id":"M","payload":{"can_feedback":false,"can_rating":false,"content":"/say You get 15 days of annual leave.","file_infos":null,"from_avatar":"","from_name":"","is_evil":false,"is_final":true,"is_from_self":true,"is_llm_generated":false,"knowledge":null,"option_cards":null,"quote_infos":null,"record_id":"RECORD-0","related_record_id":"","reply_method":0,"request_id":"req-0001","session_id":"sess-0001","timestamp":SECONDS,"trace_id":"TRACE"},"type":"reply"}

event:token_stat
data:{"message_id":"M","payload":{"elapsed":MS,"free_count":0,"order_count":0,"procedures":[{"count":0,"debugging":{},"input_count":0,"name":"knowledge","output_count":0,"resource_status":1,"status":"processing","title":"调用知识库"}],"record_id":"RECORD-1","request_id":"req-0001","session_id":"sess-0001","status_summary":"processing","status_summary_title":"处理中","token_count":0,"trace_id":"TRACE","used_count":0},"type":"token_stat"}

event:token_stat
data:{"message_id":"M","payload":{"elapsed":MS,"free_count":0,"order_count":0,"procedures":[{"count":0,"debugging":{},"input_count":0,"name":"knowledge","output_count":0,"resource_status":1,"status":"success","title":"调用知识库"},{"count":0,"debugging":{},"input_count":0,"name":"large_language_model","output_count":0,"resource_status":1,"status":"processing","title":"大模型回复"}],"record_id":"RECORD-1","request_id":"req-0001","session_id":"sess-0001","status_summary":"processing","status_summary_title":"处理中","token_count":0,"trace_id":"TRACE","used_count":0},"type":"token_stat"}

event:reply
data:{"message_id":"M","payload":{"can_feedback":false,"can_rating":true,"content":"You get 15 days of a","docs":null,"extra_info":{"e_charts_info":null},"file_infos":null,"from_avatar":"","from_name":"Demo assistant","intent_category":"","interrupt_info":null,"is_evil":false,"is_final":false,"is_from_self":false,"is_llm_generated":true,"knowledge":null,"option_cards":null,"quote_infos":null,"record_id":"RECORD-1","related_record_id":"RECORD-0","reply_method":1,"request_id":"req-0001","session_id":"sess-0001","timestamp":SECONDS,"trace_id":"TRACE"},"type":"reply"}

event:token_stat
data:{"message_id":"M","payload":{"elapsed":MS,"free_count":0,"order_count":0,"procedures":[{"count":0,"debugging":{},"input_count":0,"name":"knowledge","output_count":0,"resource_status":1,"status":"success","title":"调用知识库"},{"count":67,"debugging":{},"input_count":51,"name":"large_language_model","output_count":16,"resource_status":1,"status":"success","title":"大模型回复"}],"record_id":"RECORD-1","request_id":"req-0001","session_id":"sess-0001","status_summary":"success","status_summary_title":"完成","token_count":67,"trace_id":"TRACE","used_count":67},"type":"token_stat"}

event:reply
data:{"message_id":"M","payload":{"can_feedback":false,"can_rating":true,"content":"You get 15 days of annual leave.","docs":null,"extra_info":{"e_charts_info":null},"file_infos":null,"from_avatar":"","from_name":"Demo assistant","intent_category":"","interrupt_info":null,"is_evil":false,"is_final":true,"is_from_self":false,"is_llm_generated":true,"knowledge":null,"option_cards":null,"quote_infos":null,"record_id":"RECORD-1","related_record_id":"RECORD-0","reply_method":1,"request_id":"req-0001","session_id":"sess-0001","timestamp":SECONDS,"trace_id":"TRACE"},"type":"reply"}

`)
})

it('sends thoughts and pieces to a client that asks for pieces of a reasoning model', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/say 2+3 = 5, as we know.', {
    model_name: 'lke-deepseek-r1',
    incremental: true,
    streaming_throttle: 12,
  })
  const thoughts = payloads(events, 'thought').map(({ procedures }) => procedures)
  expect([thoughts, replies(events).map(({ content, is_final }) => [content, is_final])]).toEqual([
    [
      [
        expect.objectContaining({
          debugging: { content: 'The text is ' },
          name: 'thought',
          status: 'processing',
        }),
      ],
      [expect.objectContaining({ debugging: { content: 'to be repeat' }, index: 0, status: 'processing' })],
      [expect.objectContaining({ debugging: { content: 'ed.' }, title: '思考完成', status: 'success' })],
    ],
    [
      ['2+3 = 5, as ', false],
      ['we know.', true],
    ],
  ])
})

it('repeats the whole thought in every event when whole texts are asked for', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/say yes', {
    model_name: 'lke-deepseek-r1',
    streaming_throttle: 12,
  })
  expect(
    payloads(events, 'thought').flatMap(({ procedures }) =>
      (procedures as { debugging: { content: string } }[]).map(({ debugging }) => debugging.content),
    ),
  ).toEqual(['The text is ', 'The text is to be repeat', 'The text is to be repeated.'])
})

it('sends one final reply after the echo when streaming is off', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/say All of it at once, 一次全部。', { stream: 'disable' })
  expect(
    payloads(events, 'reply').map(({ content, is_final, is_from_self }) => [content, is_final, is_from_self]),
  ).toEqual([
    ['/say All of it at once, 一次全部。', true, true],
    ['All of it at once, 一次全部。', true, false],
  ])
})

it('packs five code points by default, never half a character', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/say 🌴🌴🌴🌴🌴🌴棕榈树', {
    incremental: true,
    streaming_throttle: 0,
  })
  expect(replies(events).map(({ content }) => content)).toEqual(['🌴🌴🌴🌴🌴', '🌴棕榈树'])
})

it('reports a wrong AppKey without an echo and without a payload', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, 'Hello', { bot_app_key: 'NoSuchKey', request_id: 'req-1002' })
  expect(text).toBe(
    'event:error\ndata:{"error":{"code":4505004,"message":"APPKEY 无效，请核实 APPKEY来源"},"request_id":"req-1002","type":"error"}\n\n',
  )
})

it('reports an error in the middle of an answer with the request id', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/error-mid 460035')
  expect(masked(text).split('\n\n').at(-2)).toBe(
    'event:error\ndata:{"error":{"code":460035,"message":"计算内容过长，已经停止"},"request_id":"req-0001","trace_id":"TRACE","type":"error"}',
  )
})

it('refuses a question by its echo alone', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/evil')
  expect(events.map(({ name, payload }) => [name, payload['is_evil'], payload['is_from_self']])).toEqual([
    ['reply', true, true],
  ])
})

it('writes the members of every object in alphabetical order', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/workflow-messages', { stream: 'disable' })
  const isSorted = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return true
    const keys = Object.keys(value)
    return (
      keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key || Array.isArray(value)) &&
      Object.values(value).every(isSorted)
    )
  }
  const unsorted = text
    .split('\n')
    .filter((line) => line.startsWith('data:') && !isSorted(JSON.parse(line.slice(5))))
  expect(unsorted).toEqual([])
})

it('attaches the second application’s name and avatar to its answers', async () => {
  const simulator = await openSimulator()
  const events = await askEvents(simulator, '/say hi', { bot_app_key: simulator.appKeys.second })
  expect(replies(events).map(({ from_name, from_avatar }) => [from_name, from_avatar])).toEqual([
    ['Second assistant', 'https://example.com/a.png'],
  ])
})
