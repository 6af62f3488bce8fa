// The command line, run as a person runs it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text as readText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { addresses } from './addresses.ts'
import { appKeys } from './apps.ts'
import { fullCredential } from './cloud/credentials.ts'
import { scenarios } from './scenario-list.ts'
import { switches } from './switch-list.ts'

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function result(
  child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream },
) {
  const [stdout, stderr, [code]] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    once(child, 'exit'),
  ])
  return { stdout, stderr, code: code as number | null }
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'says where it is, answers there, and ends cleanly on %s',
  async (signal) => {
    const child = run('--port', '0', '--pace', 'instant')
    const ended = result(child)
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const [, url = ''] =
      /^ADP simulator is ready at (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line.toString()) ?? []
    const response = await fetch(`${url}/v1/qbot/chat/sse`, {
      method: 'POST',
      body: JSON.stringify({
        session_id: 'sess-0001',
        bot_app_key: appKeys.demo,
        visitor_biz_id: 'visitor-0001',
        content: '/linger',
      }),
    })
    child.kill(signal)
    const cutOff = await response.text().catch((cause: unknown) => cause)
    expect([cutOff, await ended]).toEqual([
      expect.objectContaining({ message: 'terminated' }),
      { stdout: line.toString(), stderr: '', code: 0 },
    ])
  },
)

it('lists addresses, AppKeys, credentials, switches and every scenario', async () => {
  const { stdout, stderr, code } = await result(run('--help'))
  const lines = stdout.split('\n')
  const missing = [
    ...Object.values(appKeys).map((key) => [key, '']),
    ['none needed for HTTP SSE', ''],
    [`SecretId ${fullCredential.secretId}, SecretKey ${fullCredential.secretKey}`, ''],
    ...addresses.map(([address, summary]) => [address, `  ${summary}`]),
    ...switches.map(({ name }) => [name, '']),
    ...scenarios.map(({ command, summary }) => [command, `  ${summary}`]),
  ].filter(([start = '', end = '']) => {
    return !lines.some((line) => line.startsWith(`  ${start}`) && line.includes(end))
  })
  expect([missing, stderr, code]).toEqual([[], '', 0])
})

it.each([
  [['--port', 'x'], '--port must be a number from 0 to 65535, not "x".\n'],
  [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000".\n'],
  [['--pace', 'quick'], '--pace must be fast, real, instant, recorded or milliseconds, not "quick".\n'],
  [['--ping-interval', '0'], '--ping-interval must be milliseconds from 1 to 9999999, not "0".\n'],
  [['--nonsense'], "Unknown option '--nonsense'; see --help.\n"],
])('says in one sentence what is wrong with %j', async (args, sentence) => {
  expect(await result(run(...args))).toEqual({ stdout: '', stderr: sentence, code: 2 })
})
