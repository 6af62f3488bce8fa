import { describe, expect, it } from 'vitest'
import { silentLog } from '#core/log.ts'
import { deleteConversation } from '#core/store/conversations.ts'
import { hashBytes, readCopy, stageCopy } from '#core/store/file-copies.ts'
import { listShownFiles } from '#core/store/files.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { addConversation } from '#core/store/test-rows.ts'
import { createFolder } from '#core/store/test-store.ts'
import { createTestClock } from '#core/test-clock.ts'
import { createFileDesk } from './file-desk.ts'

const bytes = Buffer.from('pixels')
const hash = hashBytes(bytes)

function createRoom() {
  const db = openMemoryStore()
  const dataDir = createFolder()
  const files = createFileDesk({ db, dataDir, clock: createTestClock(), log: silentLog })
  const show = (conversationId = addConversation(db).id, url = 'https://pictures.example/a.png') =>
    files.keep({ conversationId, url, mediaType: 'image/png' }, bytes).then(() => conversationId)
  return { db, dataDir, files, show }
}

describe('a file that was shown in two conversations', () => {
  it('stays until the last of them is deleted for ever', async () => {
    const { db, dataDir, files, show } = createRoom()
    const ids = [await show(), await show()]
    const found: string[] = []
    for (const id of ids) {
      deleteConversation(db, id)
      files.deleteUnused()
      found.push((await readCopy(dataDir, hash)).type)
    }
    expect(found).toEqual(['whole', 'absent'])
  })
})

describe('a file', () => {
  it('whose conversation was deleted while it was fetched is not kept', async () => {
    const { db, dataDir, files, show } = createRoom()
    const id = addConversation(db).id
    deleteConversation(db, id)
    await show(id)
    expect([await readCopy(dataDir, hash), await files.read(id, 'x')]).toEqual([
      { type: 'absent' },
      undefined,
    ])
  })

  it('that no table knows goes with the next sweep, the others stay', async () => {
    const { db, dataDir, files, show } = createRoom()
    const id = await show()
    const lost = await stageCopy(dataDir, Buffer.from('lost'))
    lost.place()
    await files.sweep()
    expect([
      (await readCopy(dataDir, lost.hash)).type,
      (await readCopy(dataDir, hash)).type,
      listShownFiles(db, id).length,
    ]).toEqual(['absent', 'whole', 1])
  })
})
