import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import { findCopyPath, hashBytes } from '#core/store/file-copies.ts'
import { createFolder } from '#core/store/test-store.ts'
import { complete, createTestEngine, failureCode, start, type TestEngine } from './test-engine.ts'

const url = 'https://files.example/report.pdf?sign=1'
const bytes = Buffer.from('all of the report')

async function* inPieces(): AsyncGenerator<Uint8Array> {
  await Promise.resolve()
  yield bytes.subarray(0, 5)
  yield bytes.subarray(5)
}

/** A conversation whose answer has a file. */
async function createRoom(fetch: () => AsyncIterable<Uint8Array> = inPieces) {
  const dataDir = createFolder()
  const asked: [string, string | undefined][] = []
  const test = createTestEngine({
    dataDir,
    loadFile: (address, localOrigin, keep) => {
      asked.push([address, localOrigin])
      return keep(fetch())
    },
  })
  const id = await test.createConversation()
  const dictation = await test.ask(id)
  const part = { type: 'file', key: 'file:1', name: 'report.pdf', url, fileType: 'pdf' } as const
  await dictation.send(start, { type: 'part-set', part }, complete)
  test.clock.advance(100)
  return { test, id, asked, dataDir }
}

const load = (test: TestEngine, conversationId: ConversationId, address = url) =>
  Promise.resolve(test.engine.handlers['file.load']({ conversationId, url: address }))
const findKept = async (test: TestEngine, conversationId: ConversationId) =>
  (await test.engine.handlers['file.findKept']({ conversationId, url })).file

describe('a file of an answer', () => {
  it('is downloaded once, kept, and found again without a network', async () => {
    const { test, id, asked, dataDir } = await createRoom()
    const before = await findKept(test, id)
    const [file] = await Promise.all([load(test, id), load(test, id)])
    expect([before, file, await findKept(test, id), asked]).toEqual([
      null,
      { bytes: bytes.length, keptAt: test.clock.now() },
      file,
      [[url, undefined]],
    ])
    expect(readFileSync(findCopyPath(dataDir, hashBytes(bytes)))).toEqual(bytes)
  })

  it('that stands nowhere in the conversation is not asked for', async () => {
    const { test, id, asked } = await createRoom()
    expect([await failureCode(() => load(test, id, 'https://files.example/other.pdf')), asked]).toEqual([
      'file-refused',
      [],
    ])
  })

  it('of which only a part has come is not kept', async () => {
    const { test, id } = await createRoom(async function* () {
      yield bytes.subarray(0, 5)
      await Promise.resolve()
      throw new FailureError(createFailure('file-failed'))
    })
    expect([await failureCode(() => load(test, id)), await findKept(test, id)]).toEqual(['file-failed', null])
  })

  it('is saved under a name that every system takes', async () => {
    const { test, id } = await createRoom()
    await load(test, id)
    const name = '../rep\u202Efdp.exe/ re:port.pdf'
    const delivery = await test.engine.handlers['file.save']({ conversationId: id, url, name })
    const { address } = await test.engine.handlers['delivery.makeAddress']({
      deliveryId: delivery?.deliveryId ?? '',
    })
    const taken = test.engine.takeOutgoing(address.slice('/outgoing/'.length))
    expect([delivery?.name, delivery?.bytes, taken && readFileSync(taken.path)]).toEqual([
      'rep fdp.exe re port.pdf',
      bytes.length,
      bytes,
    ])
  })

  it('whose copy is damaged is not saved, and can be downloaded anew', async () => {
    const { test, id, dataDir } = await createRoom()
    await load(test, id)
    writeFileSync(findCopyPath(dataDir, hashBytes(bytes)), 'other bytes')
    const save = () => test.engine.handlers['file.save']({ conversationId: id, url, name: 'report.pdf' })
    const damaged = await failureCode(save)
    await load(test, id)
    expect([damaged, await failureCode(save)]).toEqual(['file-damaged', 'none'])
  })
})
