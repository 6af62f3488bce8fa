// Owns the proof that the stand-in sees what it is there to see: the built main process, changed in one place, is refused.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from '../../test.ts'
import { startProgram } from './program.ts'

const built = 'out/main/index.js'

/** Each takes away a lock, or asks for something that the stand-in does not know. */
const changes: [string, string, string, RegExp][] = [
  ['an open sandbox', 'sandbox: true', 'sandbox: false', /without sandbox: true/],
  ['an unnamed lock', 'contextIsolation: true,', '', /without contextIsolation: true/],
  ['a sandbox that is not for all', 'app.enableSandbox();', '', /without app\.enableSandbox/],
  ['an unknown option', 'title: "ADP Desk",', 'title: "ADP Desk", frame: false,', /option frame/],
  [
    'an unknown call in a try',
    'app.enableSandbox();',
    'try { app.dock.hide() } catch {}',
    /app\.dock is not known/,
  ],
  ['an unknown event', 'app.on("second-instance"', 'app.on("gpu-info-update"', /event 'gpu-info-update'/],
  [
    'a missing permission handler',
    'session.setPermissionCheckHandler(',
    '((x) => x)(',
    /all four permission handlers/,
  ],
  ['a granted permission', 'givenPermissions.includes(permission)', 'true', /media is granted/],
  ['a scheme beside the policy', 'secure: true,', 'secure: true, bypassCSP: true,', /option bypassCSP/],
  [
    'a foreign page',
    'window.loadURL(pageUrl)',
    'window.loadURL("https://example.com/")',
    /not the program's own/,
  ],
]

for (const [change, from, to, sentence] of changes) {
  test(`the stand-in refuses ${change}`, async ({ dataDir }) => {
    const text = readFileSync(built, 'utf8')
    expect(text.split(from)).toHaveLength(2)
    // Beside the built one, so that it finds the same files.
    const entry = built.replace('index.js', `changed-${test.info().parallelIndex}-${Date.now()}.js`)
    writeFileSync(entry, text.replace(from, to))
    const program = startProgram({ entry, dataDir }, () => undefined)
    try {
      await expect.poll(() => program.violations.join('\n')).toMatch(sentence)
    } finally {
      program.kill()
      await program.ended
      rmSync(entry)
    }
  })
}
