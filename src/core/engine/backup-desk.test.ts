// Of the program as it is started: what a restore closes and opens is all of it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { createFolder } from '#core/store/test-store.ts'
import type { RunningEngine } from './running-engine.ts'
import { startEngine } from './start-engine.ts'
import { failureCode, settings } from './test-engine.ts'
import { createStartOptions } from './test-start-options.ts'

async function start() {
  const dataDir = createFolder()
  const engine = await startEngine({ ...createStartOptions(dataDir), openDemo: false })
  onTestFinished(() => engine.close())
  const events: BridgeEvent[] = []
  engine.subscribe((event) => events.push(event))
  await engine.handlers['profile.add']({ appKey: 'key-1234', settings, allowsDuplicate: true })
  return { dataDir, engine, events, handlers: engine.handlers }
}

async function converse({ handlers }: RunningEngine, title: string): Promise<void> {
  const [profile] = await handlers['profile.list']({})
  if (!profile) throw new Error('no profile')
  const { id } = await handlers['conversation.create']({ profileId: profile.id })
  await handlers['conversation.rename']({ conversationId: id, title })
}

async function listTitles({ handlers }: RunningEngine): Promise<string[]> {
  return (await handlers['conversation.listAll']({})).map(({ title }) => title).sort()
}

async function bring({ handlers }: RunningEngine, bytes: Buffer): Promise<string> {
  const { uploadId } = await handlers['upload.begin']({ name: 'a.adpdesk-backup', size: bytes.length })
  await handlers['upload.append']({ uploadId, base64: bytes.toString('base64') })
  return uploadId
}

describe('a backup', { timeout: 60_000 }, () => {
  it('is made when it is asked for, and told to pages', async () => {
    const { engine, handlers, events } = await start()
    await converse(engine, 'One')
    const { backups, lastOutcome, restoredAt } = await handlers['backup.create']({})
    const told = events.filter(({ name }) => name === 'backup.changed').at(-1)?.payload
    expect([
      backups.map(({ type, conversations, messages }) => ({ type, conversations, messages })),
      lastOutcome,
      restoredAt,
      told,
    ]).toEqual([
      [{ type: 'daily', conversations: 1, messages: 0 }],
      'made',
      null,
      { list: { backups, lastOutcome, restoredAt } },
    ])
  })

  it('takes the place of the history, which can be had back again', async () => {
    const { engine, handlers, events } = await start()
    await converse(engine, 'Before')
    const { backups } = await handlers['backup.create']({})
    await converse(engine, 'After')

    const { restoreId, conversations } = await handlers['backup.preview']({
      type: 'backup',
      name: backups[0]?.name ?? '',
    })
    await handlers['backup.restore']({ restoreId })
    const restored = await listTitles(engine)
    const { restoredAt } = await handlers['backup.list']({})
    await handlers['backup.takeBack']({})

    expect({
      conversations,
      restored,
      isNamed: restoredAt !== null,
      takenBack: await listTitles(engine),
      reopened: events.filter(({ name }) => name === 'program.reopened').length,
    }).toEqual({
      conversations: 1,
      restored: ['Before'],
      isNamed: true,
      takenBack: ['After', 'Before'],
      reopened: 2,
    })
  })

  it('is restored only once it was looked at, and only the last one that was', async () => {
    const { engine, handlers } = await start()
    await converse(engine, 'One')
    const { backups } = await handlers['backup.create']({})
    const source = { type: 'backup', name: backups[0]?.name ?? '' } as const
    const first = await handlers['backup.preview'](source)
    const isOther = (await handlers['backup.preview']({ ...source })).restoreId !== first.restoreId
    const codes = [
      isOther
        ? await failureCode(() => handlers['backup.restore']({ restoreId: first.restoreId }))
        : 'the same',
      await failureCode(() => handlers['backup.restore']({ restoreId: 'restore-2026' })),
      await failureCode(() => handlers['backup.takeBack']({})),
    ]
    expect([codes, await listTitles(engine)]).toEqual([['not-found', 'not-found', 'not-found'], ['One']])
  })

  it.each([
    ['that is none', Buffer.from('not a history at all'.repeat(400)), 'backup-unreadable'],
    ['that is empty', Buffer.alloc(0), 'backup-unreadable'],
  ])('is refused when a file is brought %s, and nothing is left of it', async (_, bytes, code) => {
    const { engine, handlers, dataDir } = await start()
    const uploadId = await bring(engine, bytes)
    const preview = () => handlers['backup.preview']({ type: 'upload', uploadId })
    expect([
      await failureCode(preview),
      readdirSync(dataDir).filter((name) => /^restore-/.test(name)),
    ]).toEqual([code, []])
  })

  it('of another name than those of the list is not looked at', async () => {
    const { handlers } = await start()
    const preview = (name: string) => failureCode(() => handlers['backup.preview']({ type: 'backup', name }))
    expect([await preview('history-2020-01-01.db'), await preview('../history.db')]).toEqual([
      'not-found',
      'not-found',
    ])
  })

  it('can be taken away as one file, and brought again', async () => {
    const { engine, handlers } = await start()
    await converse(engine, 'Taken along')
    const delivery = await handlers['backup.export']({})
    const { address } = await handlers['delivery.makeAddress']({ deliveryId: delivery?.deliveryId ?? '' })
    const taken = engine.takeOutgoing(address.slice('/outgoing/'.length))
    const uploadId = await bring(engine, readFileSync(taken?.path ?? ''))
    const { conversations, damagedMessages } = await handlers['backup.preview']({ type: 'upload', uploadId })
    expect([delivery?.name.endsWith('.adpdesk-backup'), conversations, damagedMessages]).toEqual([true, 1, 0])
  })
})
