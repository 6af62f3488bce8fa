import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { silentLog } from '#core/log.ts'
import { createFolder } from '#core/store/test-store.ts'
import { openEngine, type OpenOptions } from './open-engine.ts'
import { startEngine } from './start-engine.ts'
import { reversingSecrets } from './test-engine.ts'

function createOptions(dataDir: string): Omit<OpenOptions, 'reopen'> {
  return {
    dataDir,
    version: '0.0.0',
    shell: 'browser',
    platform: 'test',
    secrets: reversingSecrets,
    startDemo: () =>
      Promise.resolve({
        serviceUrl: 'http://127.0.0.1:1',
        appKey: 'demo-key',
        credentials: { secretId: 'demo-id', secretKey: 'demo-secret' },
      }),
    startSettings: { language: 'en', theme: 'light', textSize: 'medium' },
    findSystemProxy: () => Promise.resolve(undefined),
    saving: undefined,
    openFolder: undefined,
    workerFile: join(import.meta.dirname, '../worker/thread.ts'),
    log: silentLog,
  }
}

it('a history that cannot be used is described, and everything else is refused', async () => {
  const dataDir = createFolder()
  copyFileSync(import.meta.filename, join(dataDir, 'history.db'))
  const engine = openEngine({ ...createOptions(dataDir), reopen: () => Promise.resolve() })
  onTestFinished(() => engine.close())
  expect(await engine.handlers['app.describe']({})).toMatchObject({ problem: { type: 'history-unreadable' } })
})

it('an engine answers as before after it was started with the demo', async () => {
  const dataDir = createFolder()
  const engine = await startEngine({ ...createOptions(dataDir), openDemo: true })
  onTestFinished(() => engine.close())
  expect(await engine.handlers['profile.list']({})).toMatchObject([{ isDemo: true }])
})
