import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished, describe, expect, it } from 'vitest'
import { findSecrets, readPlaces } from '#core/engine/test-secret-grep.ts'
import { makeFolder, makeRendererDir, openKnownPage, send, signIn } from './test-host.ts'

const root = join(import.meta.dirname, '..', '..')

/** The TypeScript entry's own work with the page of a test, under the Node that runs the tests, after other code. */
function formatProgram(words: readonly string[], before = ''): string[] {
  const files = { packageFile: join(root, 'package.json'), rendererDir: makeRendererDir() }
  const runFile = JSON.stringify(join(import.meta.dirname, 'run-program.ts'))
  const code = `import { runProgram } from ${runFile}
${before}
await runProgram(${JSON.stringify(words)}, ${JSON.stringify(files)})`
  return ['--input-type=module', '--eval', code]
}

interface StartedProgram {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  /** Resolves to the exit code, or to the signal that ended it. */
  readonly exited: Promise<number | string | null>
  /** Resolves to the address of the first line. */
  readAddress(): Promise<string>
}

function start(nodeWords: readonly string[], env: Readonly<Record<string, string>> = {}): StartedProgram {
  const child = spawn(process.execPath, [...nodeWords], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // No display: nothing may open a browser here.
    env: { PATH: process.env['PATH'], HOME: makeFolder(), ...env },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (output.stdout += text))
  child.stderr.on('data', (text) => (output.stderr += text))
  const exited = once(child, 'close').then(([code, signal]) => code ?? signal)
  return {
    child,
    output,
    exited,
    readAddress: async () => {
      while (!output.stdout.includes('\n')) await Promise.race([once(child.stdout, 'data'), failOnExit()])
      return output.stdout.split(' ').at(-1)?.trim() ?? ''
    },
  }

  async function failOnExit(): Promise<never> {
    throw new Error(`the program ended with ${await exited}: ${output.stderr}`)
  }
}

function startServing(dataDir: string, ...words: string[]): StartedProgram {
  return start(formatProgram(['--data-dir', dataDir, '--no-open', ...words]))
}

/** Makes a process live its time so many times faster. */
function formatHaste(times: number): string {
  return `const { setTimeout, Date: { now } } = globalThis
const startedAt = now()
globalThis.setTimeout = (callback, delayMs) => setTimeout(callback, delayMs / ${times})
Date.now = () => startedAt + (now() - startedAt) * ${times}`
}

/** The command lines of a process and its children, where the system shows them. */
function readCommandLines(pid: number | undefined): string {
  const task = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(task)) return ''
  const pids = [String(pid), ...readFileSync(task, 'utf8').split(' ')].filter((word) => word.trim() !== '')
  return pids.map((each) => readFileSync(`/proc/${each.trim()}/cmdline`, 'utf8')).join('\n')
}

function readLog(dataDir: string): string {
  const folder = join(dataDir, 'logs')
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

// Each test starts processes; a busy machine may take its time.
describe('the program', { timeout: 120_000 }, () => {
  it('prints one address, serves the engine to the page behind it, and ends in order on SIGTERM', async () => {
    const dataDir = makeFolder()
    const program = startServing(dataDir)
    const address = await program.readAddress()
    const port = Number(new URL(address).port)
    const page = await openKnownPage(port, await signIn({ port, announced: [address] }))
    page.sendJson({ id: 1, name: 'app.describe', input: {} })
    const reply = await page.readReply(1)
    program.child.kill('SIGTERM')
    expect({
      reply,
      exit: await program.exited,
      page: await page.closed,
      stdout: program.output.stdout.replace(/:\d+\//, ':PORT/').replace(/[\w-]{43}/, 'TOKEN'),
      stderr: program.output.stderr,
    }).toEqual({
      reply: {
        id: 1,
        reply: {
          ok: true,
          value: {
            version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
            shell: 'browser',
            platform: process.platform,
            dataDir,
            canOpenFolder: false,
            isReadOnly: false,
            isOnNetwork: false,
            problem: null,
          },
        },
      },
      exit: 0,
      page: 1001,
      stdout: 'ADP Desk is ready at http://127.0.0.1:PORT/#token=TOKEN\n',
      stderr: '',
    })
  })

  it('ends in order on SIGINT', async () => {
    const program = startServing(makeFolder())
    await program.readAddress()
    program.child.kill('SIGINT')
    expect(await program.exited).toBe(0)
  })

  it('ends in order when one Ctrl+C reaches it twice', async () => {
    const dataDir = makeFolder()
    const program = startServing(dataDir)
    const address = await program.readAddress()
    const port = Number(new URL(address).port)
    // A page that does not answer keeps the host from ending at once.
    const page = await openKnownPage(port, await signIn({ port, announced: [address] }))
    page.socket.pause()
    program.child.kill('SIGINT')
    while (!readLog(dataDir).includes('host ending')) await setTimeout(10)
    program.child.kill('SIGINT')
    expect(await program.exited).toBe(0)
  })

  it('ends in order when the program that started it is gone', async () => {
    const dataDir = makeFolder()
    const words = JSON.stringify(formatProgram(['--data-dir', dataDir, '--no-open']))
    const parent = start([
      '--input-type=module',
      '--eval',
      `import { spawn } from 'node:child_process'
spawn(process.execPath, ${words}, { stdio: 'inherit' })`,
    ])
    await parent.readAddress()
    parent.child.kill('SIGKILL')
    // The output ends when the last process that holds it has ended.
    await parent.exited
    expect([readLog(dataDir).includes('parent gone'), parent.output.stderr]).toEqual([true, ''])
  })

  it('takes its data folder from the environment, makes it for its owner alone, and writes no token into its log', async () => {
    const dataDir = join(makeFolder(), 'data')
    const program = start(formatProgram(['--no-open']), { ADP_DESK_DATA_DIR: dataDir })
    const address = await program.readAddress()
    program.child.kill('SIGTERM')
    await program.exited
    expect({
      mode: (statSync(dataDir).mode & 0o777).toString(8),
      hasHistory: existsSync(join(dataDir, 'history.db')),
      hasToken: readLog(dataDir).includes(address.split('=')[1] ?? address),
    }).toEqual({ mode: '700', hasHistory: true, hasToken: false })
  })

  it('ends when nobody has used it for the time that was named', async () => {
    const dataDir = makeFolder()
    const program = start(
      formatProgram(['--data-dir', dataDir, '--no-open', '--idle-minutes', '1'], formatHaste(100)),
    )
    await program.exited
    expect(readLog(dataDir)).toContain('"reason":"idle"')
  })

  it('keeps an AppKey to itself, also when the service quotes it: no message to the page and no file holds it', async () => {
    const appKey = 'CanaryKey0123456789'
    let questions = ''
    const service = createHttpServer((request, response) => {
      request.on('data', (bytes) => (questions += String(bytes)))
      request.on('end', () => {
        response.setHeader('content-type', 'text/event-stream')
        response.end(
          `data:{"type":"error","error":{"code":4505004,"message":"AppKey ${appKey} is not valid"}}\n\n`,
        )
      })
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void service.close())
    await once(service, 'listening')
    const serviceAddress = service.address()
    const servicePort = typeof serviceAddress === 'object' && serviceAddress ? serviceAddress.port : 0

    const dataDir = makeFolder()
    const program = startServing(dataDir)
    const address = await program.readAddress()
    const port = Number(new URL(address).port)
    const page = await openKnownPage(port, await signIn({ port, announced: [address] }))
    const messages: string[] = []
    /** Reads on until a message has the text. */
    const readUntil = async (text: string): Promise<string> => {
      for (;;) {
        const message = JSON.stringify(await page.next())
        messages.push(message)
        if (message.includes(text)) return message
      }
    }
    const call = async (id: number, name: string, input: unknown): Promise<string> => {
      page.sendJson({ id, name, input })
      const reply = await readUntil(`{"id":${id},`)
      return /"id":"([^"]+)"/.exec(reply)?.[1] ?? ''
    }
    const settings = {
      name: 'Canary',
      color: 'blue',
      site: 'custom',
      serviceUrl: `http://127.0.0.1:${servicePort}`,
      accessMethod: 'automatic',
      protocolVersion: 'automatic',
      visitorId: 'visitor',
    }
    const profileId = await call(1, 'profile.add', { settings, appKey })
    await call(2, 'profile.update', { profileId, settings, appKey: `${appKey}\n` })
    const conversationId = await call(3, 'conversation.create', { profileId })
    await call(4, 'question.ask', { conversationId, text: 'Hello' })
    await readUntil('"status":"failed"')
    await call(5, 'conversation.open', { conversationId })
    await call(6, 'profile.list', {})
    await call(7, 'profile.add', { settings, appKey: [appKey] })
    const commandLines = readCommandLines(program.child.pid)
    program.child.kill('SIGTERM')
    await program.exited
    expect({
      isAsked: questions.includes(appKey),
      isShown: messages.filter((message) => message.includes(appKey)),
      isPrinted: `${program.output.stdout}${program.output.stderr}`.includes(appKey),
      isArgument: commandLines.includes(appKey),
      files: findSecrets({ appKey }, readPlaces(dataDir)),
    }).toEqual({ isAsked: true, isShown: [], isPrinted: false, isArgument: false, files: [] })
  })

  it('opens straight into the demo profile', async () => {
    const program = startServing(makeFolder(), '--demo')
    const address = await program.readAddress()
    const port = Number(new URL(address).port)
    const page = await openKnownPage(port, await signIn({ port, announced: [address] }))
    page.sendJson({ id: 1, name: 'profile.list', input: {} })
    expect(await page.readReply(1)).toMatchObject({ id: 1, reply: { ok: true, value: [{ name: 'Demo' }] } })
  })

  it('listens on the port it is told', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const address = free.address()
    const port = typeof address === 'object' && address ? address.port : 0
    free.close()
    await once(free, 'close')
    const program = startServing(makeFolder(), '--port', String(port))
    await program.readAddress()
    expect((await send(port, {})).status).toBe(200)
  })

  it('says in one sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const program = startServing(makeFolder(), '--port', String(port))
    expect([await program.exited, program.output]).toEqual([
      1,
      { stdout: '', stderr: `Port ${port} is taken; choose another with --port, or leave it out.\n` },
    ])
  })

  it.each([
    ['--version', 0, `${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`, ''],
    ['--prot', 2, '', "Unknown option '--prot'; --help lists the options.\n"],
  ])('answers %s and ends', async (word, exit, stdout, stderr) => {
    const program = start(formatProgram([word]))
    expect([await program.exited, program.output]).toEqual([exit, { stdout, stderr }])
  })

  it('explains its options through its real entry', async () => {
    const program = start([join(import.meta.dirname, 'index.ts'), '--help'])
    expect([
      await program.exited,
      program.output.stdout.includes('--idle-minutes N'),
      program.output.stderr,
    ]).toEqual([0, true, ''])
  })
})
