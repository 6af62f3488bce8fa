// Owns the program that tests and measurements start: on a data folder of its own, with secrets that are not sealed and
// nothing of the machine around it. Runs outside of vitest too.
import { join } from 'node:path'
import { silentLog } from '#core/log.ts'
import type { OpenOptions } from './open-engine.ts'

export function createStartOptions(dataDir: string): Omit<OpenOptions, 'reopen'> {
  return {
    dataDir,
    version: '0.0.0',
    shell: 'browser',
    platform: 'test',
    secrets: {
      protection: 'key-file',
      seal: (secret) => Promise.resolve(Buffer.from(secret)),
      unseal: (sealed) => Promise.resolve(Buffer.from(sealed).toString()),
    },
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
