import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CheckedInput } from '#shared/contract/contract.ts'
import type { TestAttempt } from '#shared/connection-test.ts'
import type { AdpConnection, TestConnection } from '#core/adp/client.ts'
import { createTestEngine, failureCode, settings, settle } from './test-engine.ts'

const attempt: TestAttempt = { way: { accessMethod: 'sse', protocolVersion: 'v2' }, steps: [] }
const appKey = 'canary-app-key-1234'
const credentials = { secretId: 'AKIDcanary00000000', secretKey: 'canary-secret-key' }

/** An engine whose connection tests find nothing, and write down what they were to test. */
function create(run?: TestConnection) {
  const tested: (AdpConnection & { readonly question: string })[] = []
  const testConnection: TestConnection = (connection, options) => {
    tested.push({ ...connection, question: options.question })
    options.onProgress([attempt])
    return (
      run?.(connection, options) ??
      Promise.resolve({
        verdict: 'works',
        attempts: [attempt],
        startedAt: 1,
        durationMs: 2,
        site: connection.site,
        clockAheadMs: null,
      })
    )
  }
  const test = createTestEngine({ testConnection })
  function start(input: Partial<CheckedInput<'connectionTest.start'>> = {}) {
    return test.engine.handlers['connectionTest.start']({
      testId: randomUUID(),
      settings,
      language: 'en',
      ...input,
    })
  }
  return { ...test, tested, start }
}

const connection = {
  site: 'china',
  visitorId: 'visitor-1',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
} as const

describe('a connection test', () => {
  it('of a form uses what is typed, and saves nothing', async () => {
    const { engine, tested, start } = create()
    const report = await start({ appKey: ` ${appKey}\n`, credentials, language: 'zh-CN' })
    expect([tested, report, await engine.handlers['profile.list']({})]).toEqual([
      [{ ...connection, appKey, credentials, question: '你好' }],
      {
        verdict: 'works',
        attempts: [attempt],
        startedAt: 1,
        durationMs: 2,
        site: 'china',
        clockAheadMs: null,
        appKeyHint: '1234',
      },
      [],
    ])
  })

  it.each([
    ['nothing new', {}, { appKey, credentials }],
    ['another AppKey', { appKey: 'other-app-key-5678' }, { appKey: 'other-app-key-5678', credentials }],
    ['credentials to be taken away', { credentials: null }, { appKey }],
  ])('of a saved profile with %s', async (_what, input, expected) => {
    const { engine, tested, start } = create()
    const { id } = await engine.handlers['profile.add']({ settings, appKey, credentials })
    await start({ profileId: id, ...input })
    expect(tested).toEqual([{ ...connection, ...expected, question: 'Hi' }])
  })

  it('of the demo goes to the simulator', async () => {
    const { engine, tested, start } = create()
    const { id } = await engine.handlers['profile.addDemo']({})
    await start({ profileId: id })
    expect(tested).toEqual([
      { ...connection, serviceUrl: 'http://127.0.0.1:1', appKey: 'demo-key', question: 'Hi' },
    ])
  })

  it('without any AppKey says that it is missing', async () => {
    const { start } = create()
    expect(await failureCode(() => start())).toBe('key-missing')
  })

  it('tells its progress under its id', async () => {
    const { events, start } = create()
    const testId = randomUUID()
    await start({ testId, appKey })
    expect(events.filter(({ name }) => name === 'connectionTest.progressed')).toEqual([
      { name: 'connectionTest.progressed', payload: { testId, attempts: [attempt] } },
    ])
  })

  it.each(['cancelled by its id', 'ended with the program'])('is %s', async (how) => {
    const signals: AbortSignal[] = []
    const { engine, start } = create((_connection, { signal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    })
    const testId = randomUUID()
    void start({ testId, appKey })
    await settle()
    if (how === 'ended with the program') await engine.close()
    else await engine.handlers['connectionTest.cancel']({ testId })
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  it('is refused while one with the same id runs, and when too many run', async () => {
    const { start } = create(() => new Promise(() => undefined))
    const testId = randomUUID()
    void start({ testId, appKey })
    const again = await failureCode(() => start({ testId, appKey }))
    for (let count = 0; count < 3; count += 1) void start({ appKey })
    expect([again, await failureCode(() => start({ appKey }))]).toEqual(['invalid-input', 'too-many-calls'])
  })
})
