import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckedInput } from '#shared/contract/contract.ts'
import type { ExportState } from '#shared/export.ts'
import type { ConversationId } from '#shared/ids.ts'
import { createFolder } from '#core/store/test-store.ts'
import { complete, createTestEngine, failureCode, start, text } from './test-engine.ts'

const contents = { hasThoughts: true, hasSteps: true, hasReferences: true, hasFiles: true }

/** A history with two conversations, and what came of exports. */
async function createRoom() {
  const dataDir = createFolder()
  const test = createTestEngine({ dataDir })
  const ids: ConversationId[] = []
  for (const words of ['first words', 'second words']) {
    const id = await test.createConversation()
    const dictation = await test.ask(id, `Say ${words}`)
    await dictation.send(start, text(words), complete)
    test.clock.advance(100)
    ids.push(id)
  }
  const { handlers } = test.engine

  function begin(changes: Partial<CheckedInput<'export.start'>> = {}) {
    const exportId = changes.exportId ?? randomUUID()
    const { promise, resolve } = Promise.withResolvers<ExportState>()
    test.engine.subscribe(({ name, payload }) => {
      if (name !== 'export.changed' || payload.export.exportId !== exportId) return
      if (payload.export.status !== 'running') resolve(payload.export)
    })
    const started = handlers['export.start']({
      exportId,
      scope: { type: 'conversations', conversationIds: ids.slice(0, 1) },
      format: 'markdown',
      contents,
      language: 'en',
      ...changes,
    })
    return { exportId, started, ended: promise }
  }

  async function fetch({ delivery }: ExportState): Promise<Buffer> {
    const { address } = await handlers['delivery.makeAddress']({ deliveryId: delivery?.deliveryId ?? '' })
    const taken = test.engine.takeOutgoing(address.slice('/outgoing/'.length))
    return readFileSync(taken?.path ?? '')
  }

  function listRooms(): string[] {
    const folder = join(dataDir, 'exports')
    return existsSync(folder) ? readdirSync(folder) : []
  }

  return { test, ids, handlers, begin, fetch, listRooms }
}

describe('an export', () => {
  it('is begun, goes on by itself, and is there until it is forgotten', async () => {
    const { begin, fetch, handlers } = await createRoom()
    const { exportId, started, ended } = begin()
    const isStarted = await started
    const state = await ended
    const listed = await handlers['export.list']({})
    const words = (await fetch(state)).toString()
    await handlers['export.forget']({ exportId })
    expect([
      isStarted,
      [state.status, state.delivery?.name, state.delivery?.way],
      listed,
      words.includes('first words'),
      await handlers['export.list']({}),
    ]).toEqual([{ isStarted: true }, ['done', 'Say first words.md', 'download'], [state], true, []])
  })

  it('of several files comes as one archive', async () => {
    const { begin, fetch } = await createRoom()
    const state = await begin({ scope: { type: 'all' } }).ended
    const archive = await fetch(state)
    expect([
      state.progress.conversations,
      state.delivery?.name.endsWith('.zip'),
      archive.toString('latin1', 0, 2),
      ['index.md', 'Say first words.md', 'Say second words.md'].filter((name) => !archive.includes(name)),
    ]).toEqual([2, true, 'PK', []])
  })

  it('that is cancelled leaves nothing', async () => {
    const { begin, handlers, listRooms } = await createRoom()
    const { exportId, started, ended } = begin({ scope: { type: 'all' } })
    await started
    await handlers['export.cancel']({ exportId })
    expect([(await ended).status, listRooms()]).toEqual(['cancelled', []])
  })

  it('that fails says why, and leaves nothing', async () => {
    const { begin, ids, test, listRooms } = await createRoom()
    const [mine, other] = ids
    if (!mine || !other) throw new Error('no conversations')
    const messageId = (await test.open(other))[0]!.id
    const state = await begin({ scope: { type: 'message', conversationId: mine, messageId } }).ended
    expect([state.status, state.failure?.code, listRooms()]).toEqual(['failed', 'not-found', []])
  })

  it('is refused for what is not there, for an id that is in use, and beside three others', async () => {
    const { begin } = await createRoom()
    const conversationIds = [randomUUID() as ConversationId]
    const missing = await failureCode(
      () => begin({ scope: { type: 'conversations', conversationIds } }).started,
    )
    const first = begin()
    await first.started
    const twice = await failureCode(() => begin({ exportId: first.exportId }).started)
    const others = [begin(), begin()]
    await Promise.all(others.map(({ started }) => started))
    const fourth = await failureCode(() => begin().started)
    await Promise.all([first, ...others].map(({ ended }) => ended))
    expect([missing, twice, fourth, await failureCode(() => begin().started)]).toEqual([
      'not-found',
      'invalid-input',
      'too-many-calls',
      'none',
    ])
  })
})
