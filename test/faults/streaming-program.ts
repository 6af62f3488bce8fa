// The program of the data folder that its argument names, with answers in three conversations at once, one after the
// other, until it is killed. Says every event that a page would paint, as JSON, one a line.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { silentLog } from '#core/log.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { startSimulator } from '../../src/simulator/index.ts'

const [dataDir = ''] = process.argv.slice(2)
const conversations = 3

const engine = await startEngine({
  dataDir,
  version: '0.0.0',
  shell: 'browser',
  platform: process.platform,
  secrets: {
    protection: 'key-file',
    seal: (secret) => Promise.resolve(Buffer.from(secret)),
    unseal: (sealed) => Promise.resolve(Buffer.from(sealed).toString()),
  },
  startDemo: async () => {
    const { url: serviceUrl, demoAppKey: appKey, credentials } = await startSimulator({ pace: 2 })
    return { serviceUrl, appKey, credentials }
  },
  openDemo: true,
  findSystemProxy: () => Promise.resolve(undefined),
  startSettings: { language: 'en', theme: 'light', textSize: 'medium' },
  openFolder: undefined,
  workerFile: join(import.meta.dirname, '../../src/core/worker/thread.ts'),
  log: silentLog,
})

function say(event: BridgeEvent): void {
  if ('revision' in event.payload) writeSync(1, `${JSON.stringify(event)}\n`)
}

async function talk(conversationId: string): Promise<void> {
  await engine.handlers['question.ask']({ conversationId, text: '/long 700' } as never)
}

engine.subscribe((event) => {
  say(event)
  if (event.name === 'conversation.changed' && !event.payload.conversation.isRunning) {
    const { id, title } = event.payload.conversation
    if (title !== '') void talk(id)
  }
})
const [profile] = await engine.handlers['profile.list']({})
for (let number = 0; profile && number < conversations; number += 1) {
  void talk((await engine.handlers['conversation.create']({ profileId: profile.id })).id)
}
