// What happens to secrets in a whole life of the program, looked for in all that it writes and lets out.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { createDispatch } from '#shared/contract/dispatch.ts'
import { defaultSettings } from '#shared/settings.ts'
import { systemClock } from '#core/clock.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import { findSecrets, readPlaces, type Places } from '#core/engine/test-secret-grep.ts'
import type { Log } from '#core/log.ts'
import { createFileLog } from '#core/shell/file-log.ts'
import { startSimulator, type Simulator } from '../simulator/index.ts'
import { startHost } from './host.ts'
import { createKeyFileSecrets } from './secrets.ts'
import { makeFolder, makeRendererDir, openKnownPage, signIn, type TestPage } from './test-host.ts'

const passphrase = 'canary passphrase ü 口令 0123'
const wrongPassphrase = 'canary wrong passphrase 0123'
const wrongKey = 'CanaryWrongAppKey0123456789'
const wrongSecretKey = 'CanaryWrongSecretKey012345678901'

/** Everything that left one run of the program, beside its files. */
interface Run {
  readonly engine: RunningEngine
  readonly page: TestPage
  /** What the page behind the bridge was sent. */
  readonly received: string[]
  /** What the window of the other shell would be sent: replies and events. */
  readonly dispatched: string[]
  /** What was logged, before the log file takes out what must not be in it. */
  readonly logged: string[]
  call(name: string, input: unknown): Promise<string>
  /** Reads on until a message has the text. */
  readUntil(text: string): Promise<string>
  close(): Promise<void>
}

async function startRun(dataDir: string): Promise<Run> {
  const logged: string[] = []
  const received: string[] = []
  const dispatched: string[] = []
  const log = createRecordingLog(createFileLog(join(dataDir, 'logs'), systemClock), logged)
  const engine = await startEngine({
    dataDir,
    version: '0.0.0',
    shell: 'browser',
    platform: process.platform,
    secrets: createKeyFileSecrets(dataDir, log),
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    openDemo: false,
    startSettings: defaultSettings,
    findSystemProxy: () => Promise.resolve(undefined),
    saving: undefined,
    openFolder: undefined,
    workerFile: join(import.meta.dirname, '../core/worker/thread.ts'),
    log,
  })
  const announced: string[] = []
  const host = await startHost({
    port: 0,
    rendererDir: makeRendererDir(),
    engine,
    clock: systemClock,
    log,
    onAddress: (address) => announced.push(address),
    onLocked: () => undefined,
  })
  engine.subscribe((event: BridgeEvent) => dispatched.push(JSON.stringify(event)))
  const dispatch = createDispatch({
    handlers: engine.handlers,
    now: () => performance.now(),
    onUnexpected: (name, error) => logged.push(`${name} ${String(error)}`),
  })
  const page = await openKnownPage(host.port, await signIn({ port: host.port, announced }))
  let lastId = 0
  const readUntil = async (text: string): Promise<string> => {
    for (;;) {
      const message = JSON.stringify(await page.next())
      received.push(message)
      if (message.includes(text)) return message
    }
  }
  return {
    engine,
    page,
    received,
    dispatched,
    logged,
    readUntil,
    async call(name, input) {
      lastId += 1
      page.sendJson({ id: lastId, name, input })
      const reply = await readUntil(`{"id":${lastId},`)
      // The same once more through the gate alone, which is what the other shell has, where that changes nothing.
      if (/list|get|open|describe/.test(name)) dispatched.push(JSON.stringify(await dispatch(name, input)))
      return reply
    },
    async close() {
      page.socket.terminate()
      await host.close()
      await engine.close()
    },
  }
}

function createRecordingLog(log: Log, logged: string[]): Log {
  const record =
    (level: keyof Log): Log['info'] =>
    (event, fields) => {
      logged.push(JSON.stringify([event, fields]))
      log[level](event, fields)
    }
  return { info: record('info'), warn: record('warn'), error: record('error') }
}

function formatSettings({ url }: Simulator, accessMethod: string) {
  const names = { name: 'Canary', color: 'blue', visitorId: 'visitor' }
  return { ...names, site: 'custom', serviceUrl: url, accessMethod, protocolVersion: 'v2' }
}

function idOf(reply: string): string {
  return /"id":"([^"]+)"/.exec(reply)?.[1] ?? ''
}

/** Adds, asks over a WebSocket with a token, chooses a passphrase, fails with wrong keys, and puts the right ones back. */
async function liveOnce(run: Run, simulator: Simulator): Promise<string> {
  const { demoAppKey: appKey, credentials } = simulator
  const settings = formatSettings(simulator, 'websocket')
  const profileId = idOf(await run.call('profile.add', { settings, appKey, credentials }))
  const conversationId = idOf(await run.call('conversation.create', { profileId }))
  const ask = async (status: string): Promise<void> => {
    await run.call('question.ask', { conversationId, text: '/say Hello' })
    await run.readUntil(`"status":"${status}"`)
    await run.readUntil('"isRunning":false')
  }
  await ask('complete')
  await run.call('vault.choose', { protection: 'passphrase', passphrase })
  await ask('complete')
  await run.call('profile.update', {
    profileId,
    settings,
    credentials: { ...credentials, secretKey: wrongSecretKey },
  })
  await ask('failed')
  const viaSse = formatSettings(simulator, 'sse')
  await run.call('profile.update', { profileId, settings: viaSse, appKey: ` ${wrongKey}\n` })
  await ask('failed')
  await run.call('profile.update', { profileId, settings, appKey, credentials })
  await lookAround(run, conversationId, simulator)
  return conversationId
}

/** Calls that the gate or the engine refuses, with secrets in every wrong place, and all that can be read. */
async function lookAround(run: Run, conversationId: string, simulator: Simulator): Promise<void> {
  await run.call('profile.add', { settings: { name: wrongKey }, appKey: [wrongKey] })
  await run.call('vault.choose', { protection: 'unprotected', passphrase })
  await run.call('vault.choose', { protection: 'passphrase', passphrase: [wrongPassphrase] })
  await run.call(wrongKey, { passphrase: wrongPassphrase })
  for (const name of ['app.describe', 'settings.get', 'profile.list', 'vault.describe', 'connection.list']) {
    await run.call(name, {})
  }
  await run.call('conversation.open', { conversationId })
  const profileId = idOf(await run.call('profile.list', {}))
  await run.call('profile.export', { profileIds: [profileId], withPersonal: true })
  await run.call('profile.duplicate', { profileId, name: 'Copy' })
  await run.call('appCard.refresh', { profileId })
  await run.call('appCard.list', {})
  await run.call('connectionTest.start', {
    testId: randomUUID(),
    profileId,
    settings: formatSettings(simulator, 'websocket'),
    appKey: wrongKey,
    credentials: { secretId: simulator.credentials.secretId, secretKey: wrongSecretKey },
    language: 'en',
  })
}

function placesOf(run: Run, name: string): Places {
  return {
    [`${name}: bridge`]: run.received.join('\n'),
    [`${name}: dispatch`]: run.dispatched.join('\n'),
    [`${name}: log`]: run.logged.join('\n'),
  }
}

describe('secrets', { timeout: 60_000 }, () => {
  it('are in no file, no log, no message to a page and no failure, in two lives of the program', async () => {
    const simulator = await startSimulator({ pace: 'instant' })
    onTestFinished(() => simulator.close())
    const dataDir = makeFolder()
    const planted = {
      AppKey: simulator.demoAppKey,
      SecretId: simulator.credentials.secretId,
      SecretKey: simulator.credentials.secretKey,
      passphrase,
      wrongPassphrase,
      wrongKey,
      wrongSecretKey,
    }
    const first = await startRun(dataDir)
    const conversationId = await liveOnce(first, simulator)
    const whileRunning = findSecrets(planted, readPlaces(dataDir))
    await first.close()

    const second = await startRun(dataDir)
    await second.call('question.ask', { conversationId, text: '/say Locked' })
    await second.readUntil('vault-locked')
    const refused = await second.call('vault.unlock', { passphrase: wrongPassphrase })
    await second.call('vault.unlock', { passphrase })
    await second.call('question.ask', { conversationId, text: '/say Unlocked' })
    await second.readUntil('"status":"complete"')
    await second.readUntil('"isRunning":false')
    await lookAround(second, conversationId, simulator)
    await second.close()

    const places = { ...readPlaces(dataDir), ...placesOf(first, 'first'), ...placesOf(second, 'second') }
    expect({
      found: [...whileRunning, ...findSecrets(planted, places)],
      isArgument: process.argv.some((word) => Object.values(planted).some((secret) => word.includes(secret))),
      refused: /"code":"([^"]+)"/.exec(refused)?.[1],
      tokens: simulator.cloudCalls.length > 1,
      failures: ['credentials-refused', 'key-refused'].map((code) => first.received.join().includes(code)),
      files: Object.keys(readPlaces(dataDir))
        .filter((name) => /history|vault|secret/.test(name))
        .sort(),
    }).toEqual({
      found: [],
      isArgument: false,
      refused: 'passphrase-wrong',
      tokens: true,
      failures: [true, true],
      files: ['history.db', 'history.lock', 'secret.key', 'vault.json'],
    })
  })

  it('would be found: one that is left in a file and one that a person wrote into a question are', async () => {
    const simulator = await startSimulator({ pace: 'instant' })
    onTestFinished(() => simulator.close())
    const dataDir = makeFolder()
    const run = await startRun(dataDir)
    const settings = { ...formatSettings(simulator, 'sse'), name: wrongKey }
    const profileId = idOf(await run.call('profile.add', { settings, appKey: simulator.demoAppKey }))
    await run.call('conversation.create', { profileId })
    await run.close()
    const found = findSecrets({ wrongKey }, { ...readPlaces(dataDir), ...placesOf(run, 'run') })
    expect(found).toEqual(
      expect.arrayContaining([
        'wrongKey in history.db as text',
        'wrongKey in run: bridge as text',
        'wrongKey in run: dispatch as text',
      ]),
    )
  })
})
