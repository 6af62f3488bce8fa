// How a stream ends, stops and waits.
import { afterEach, expect, it, vi } from 'vitest'
import {
  askEvents,
  askText,
  finalTexts,
  closeSimulators,
  openSimulator,
  post,
  question,
  readEvents,
} from './test-client.ts'

afterEach(closeSimulators)

/** Reads until the text is there, then leaves. */
async function leaveAfter(response: Response, leaving: AbortController, expected: string): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes(expected)) break
  }
  leaving.abort()
}

it('stops generating when the client leaves, and remembers the text so far', async () => {
  const simulator = await openSimulator()
  const leaving = new AbortController()
  const response = await post(simulator, question(simulator, '/slow 5'), leaving.signal)
  await leaveAfter(response, leaving, '"content":"慢慢来，不"')
  await vi.waitUntil(() => simulator.requests[0]?.status === 'aborted', 10_000)
  const first = finalTexts(await askEvents(simulator, '/history', { request_id: 'req-2' }))
  const second = await askText(simulator, '/history')
  const [, count] = /\/slow 5\n {2}- (\d+) characters, unfinished$/.exec(String(first[0])) ?? []
  expect([Number(count) > 0, second.includes(`- ${count} characters, unfinished`)]).toEqual([true, true])
})

it.each([
  ['/silent', undefined],
  ['/mute', 200],
])('keeps %s open without a word until the client leaves', async (content, status) => {
  const simulator = await openSimulator()
  const leaving = new AbortController()
  // The response itself is kept: a body that nobody holds any more is given up, which is leaving.
  const answered = post(simulator, question(simulator, content), leaving.signal).catch(() => undefined)
  await vi.waitUntil(() => simulator.requests.length === 1, 10_000)
  if (status !== undefined) await answered
  const before = simulator.requests[0]?.status
  leaving.abort()
  await vi.waitUntil(() => simulator.requests[0]?.status !== 'answering', 10_000)
  expect([before, (await answered)?.status]).toEqual(['answering', status])
})

it('leaves the stream open after a whole answer', async () => {
  const simulator = await openSimulator()
  const leaving = new AbortController()
  const response = await post(simulator, question(simulator, '/linger'), leaving.signal)
  const reader = response.body?.getReader()
  let text = ''
  while (!text.includes('"is_final":true,"is_from_self":false')) {
    text += Buffer.from((await reader?.read())?.value ?? []).toString('utf8')
  }
  await askText(simulator, '/say something else meanwhile')
  const after = simulator.requests[0]?.status
  leaving.abort()
  await vi.waitUntil(() => simulator.requests[0]?.status === 'aborted', 10_000)
  expect(after).toBe('answering')
})

it('waits for a client that does not read', async () => {
  const simulator = await openSimulator()
  const response = await post(simulator, question(simulator, '/flood 12000'))
  const sentLength = async () => {
    const text = await askText(simulator, '/history', { stream: 'disable' })
    return Number(/\/flood 12000\\n {2}- (\d+) characters/.exec(text)?.[1] ?? 0)
  }
  let [former, latest] = [-1, await sentLength()]
  while (latest === 0 || latest !== former) [former, latest] = [latest, await sentLength()]
  const whileUnread = [simulator.requests[0]?.status, latest < 12_000]
  const text = await response.text()
  expect([...whileUnread, String(finalTexts(readEvents(text))[0]).length]).toEqual([
    'answering',
    true,
    12_000,
  ])
})

it('resets the connection in the middle of an answer, after the client could read what was said', async () => {
  const simulator = await openSimulator()
  const response = await post(simulator, question(simulator, '/drop'))
  let text = ''
  const failure = await (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8')
    return undefined
  })().catch((cause: unknown) => cause)
  expect([text.includes('回答已经开始，when'), failure]).toEqual([
    true,
    expect.objectContaining({ cause: expect.objectContaining({ code: 'ECONNRESET' }) }),
  ])
})

it('resets the connection before the first byte', async () => {
  const simulator = await openSimulator()
  await expect(post(simulator, question(simulator, '/drop-early'))).rejects.toMatchObject({
    cause: { code: 'ECONNRESET' },
  })
})

it('ends in good order inside a character of several bytes', async () => {
  const simulator = await openSimulator()
  const response = await post(simulator, question(simulator, '/cut-utf8'))
  const bytes = new Uint8Array(await response.arrayBuffer())
  // A lead byte announces more bytes than there are.
  expect((bytes.at(-1) ?? 0) >= 0xe0).toBe(true)
})

it('ends in good order inside the final event', async () => {
  const simulator = await openSimulator()
  const text = await askText(simulator, '/cut-event', { stream: 'disable' })
  const blocks = text.split('\n\n')
  expect([
    blocks.length,
    blocks.at(-1)?.startsWith('event:reply\ndata:{"message_id":'),
    text.includes('"is_final":true,"is_from_self":false'),
  ]).toEqual([4, true, false])
})

it('has no events at all', async () => {
  const simulator = await openSimulator()
  expect(await askText(simulator, '/no-events')).toBe('')
})

it('cuts off everything that runs when it is closed', async () => {
  const simulator = await openSimulator()
  const response = await post(simulator, question(simulator, '/linger'))
  await simulator.close()
  await expect(response.text()).rejects.toThrow('terminated')
})
