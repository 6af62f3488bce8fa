// All of the program behind a page: client, fold, history on the disk, and the bridge to a page that reads the events.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { startEngine } from '#core/engine/start-engine.ts'
import { silentLog } from '#core/log.ts'
import { defaultSettings } from '#shared/settings.ts'
import { pieceLength } from '../../answer-stream.ts'
import type { Contender } from '../task.ts'

export const runOurEngine: Contender = async ({ serviceUrl, accessMethod, streams, sockets }, onPieces) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'adp-desk-bench-'))
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
    startDemo: () => Promise.reject(new Error('There is no demo here.')),
    openDemo: false,
    findSystemProxy: () => Promise.resolve(undefined),
    saving: undefined,
    startSettings: defaultSettings,
    openFolder: undefined,
    workerFile: join(import.meta.dirname, '../../../src/core/worker/thread.ts'),
    log: silentLog,
  })
  const { port1: sender, port2: page } = new MessageChannel()
  engine.subscribe((event) => sender.postMessage(event))
  let ended = 0
  const allEnded = new Promise<void>((resolve) => {
    page.on('message', (event: BridgeEvent) => {
      if (event.name !== 'answer.progressed') return
      // Pieces that came within a frame are one event: their text says how many they were.
      for (const said of event.payload.events) {
        if (said.type === 'text-delta') onPieces(said.text.length / pieceLength)
        if (said.type === 'answer-end' && (ended += 1) === streams) resolve()
      }
    })
  })
  for (let visitor = 0; visitor < sockets; visitor += 1) {
    const profile = await engine.handlers['profile.add']({
      appKey: 'app-key',
      settings: {
        name: `Work ${visitor}`,
        color: 'blue',
        site: 'custom',
        serviceUrl,
        tokenEndpointUrl: `${serviceUrl}/token`,
        accessMethod,
        protocolVersion: 'v2',
        visitorId: `visitor-${visitor}`,
      },
    })
    for (let stream = 0; stream < streams / sockets; stream += 1) {
      const { id } = await engine.handlers['conversation.create']({ profileId: profile.id })
      await engine.handlers['question.ask']({ conversationId: id, text: 'Measure' })
    }
  }
  await allEnded
  await engine.close()
  rmSync(dataDir, { recursive: true, force: true })
  page.close()
}
