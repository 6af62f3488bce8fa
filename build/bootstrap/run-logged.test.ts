import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lastLines, runLogged } from './run-logged.mjs'
import { makeTestFolder } from './test-folder.ts'

describe('runLogged', () => {
  it('keeps what a step prints for the log and for its caller', async () => {
    const folder = makeTestFolder()
    const log = join(folder, 'step.log')
    const script =
      "process.stdout.write('out\\n', () => { process.stderr.write('err\\n'); process.exitCode = 3 })"
    const end = await runLogged({
      command: process.execPath,
      args: ['-e', script],
      cwd: folder,
      env: {},
      log,
    })
    expect({ ...end, log: readFileSync(log, 'utf8') }).toEqual({
      exitCode: 3,
      hasStalled: false,
      output: 'out\nerr\n',
      log: 'out\nerr\n',
    })
  })

  it.skipIf(process.platform === 'win32')(
    'ends a step that stands still, with all it has started',
    async () => {
      const folder = makeTestFolder()
      const script = `
      const wait = 'setInterval(() => {}, 1000)'
      require('node:child_process').spawn(process.execPath, ['-e', wait], { stdio: 'inherit' })
      eval(wait)`
      // That this returns at all shows that the grandchild, which holds the same pipes, has ended too.
      const { exitCode, hasStalled } = await runLogged({
        command: process.execPath,
        args: ['-e', script],
        cwd: folder,
        env: {},
        log: join(folder, 'step.log'),
        stall: { limitMs: 1_000, folders: [folder] },
      })
      expect([exitCode, hasStalled]).toEqual([137, true])
    },
  )
})

describe('lastLines', () => {
  it('shows the end of the output without colours, empty lines and stack traces', () => {
    const output =
      'first\n\n\u001b[31mError: it broke\u001b[0m\r\n    at file.js:1:1\n    at async run (file.js:2:2)\nnpm error     at f\n'
    expect(lastLines(output)).toEqual(['  first', '  Error: it broke'])
  })
})
