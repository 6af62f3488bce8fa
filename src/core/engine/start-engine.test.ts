import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { openEngine } from './open-engine.ts'
import { startEngine } from './start-engine.ts'
import { createStartOptions } from './test-start-options.ts'

it('a history that cannot be used is described, and everything else is refused', async () => {
  const dataDir = createFolder()
  copyFileSync(import.meta.filename, join(dataDir, 'history.db'))
  const engine = openEngine({ ...createStartOptions(dataDir), reopen: () => Promise.resolve() })
  onTestFinished(() => engine.close())
  expect(await engine.handlers['app.describe']({})).toMatchObject({ problem: { type: 'history-unreadable' } })
})

it('an engine answers as before after it was started with the demo', async () => {
  const dataDir = createFolder()
  const engine = await startEngine({ ...createStartOptions(dataDir), openDemo: true })
  onTestFinished(() => engine.close())
  expect(await engine.handlers['profile.list']({})).toMatchObject([{ isDemo: true }])
})
