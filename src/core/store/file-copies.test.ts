import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  deleteCopy,
  deleteLeftovers,
  findCopyPath,
  hashBytes,
  listCopies,
  readCopy,
  stageCopy,
} from './file-copies.ts'
import { createFolder } from './test-store.ts'

const bytes = Buffer.from('pixels')
const hash = hashBytes(bytes)

async function keep(dataDir: string, content = bytes): Promise<void> {
  const staged = await stageCopy(dataDir, content)
  staged.place()
}

async function collect(dataDir: string): Promise<string[]> {
  const all: string[] = []
  for await (const hashes of listCopies(dataDir)) all.push(...hashes)
  return all.sort()
}

describe('a copy', () => {
  it('lies under its hash, and is read back', async () => {
    const dataDir = createFolder()
    await keep(dataDir)

    expect([await readCopy(dataDir, hash), findCopyPath(dataDir, hash), await collect(dataDir)]).toEqual([
      { type: 'whole', bytes },
      join(dataDir, 'files', hash.slice(0, 2), hash),
      [hash],
    ])
  })

  it('is in nobody’s way before it is in its place, and not when it was given up', async () => {
    const dataDir = createFolder()
    const staged = await stageCopy(dataDir, bytes)
    await deleteLeftovers(dataDir)
    const before = await readCopy(dataDir, hash)
    const whileStaged = readdirSync(join(dataDir, 'files')).length
    staged.discard()

    expect([before, whileStaged, readdirSync(join(dataDir, 'files'))]).toEqual([{ type: 'absent' }, 1, []])
  })

  it('that was changed is damaged, until the same bytes are kept again', async () => {
    const dataDir = createFolder()
    await keep(dataDir)
    writeFileSync(findCopyPath(dataDir, hash), 'pixelz')
    const damaged = await readCopy(dataDir, hash)
    await keep(dataDir)

    expect([damaged, await readCopy(dataDir, hash)]).toEqual([{ type: 'damaged' }, { type: 'whole', bytes }])
  })

  it('that was deleted is absent, and deleting it once more is no error', async () => {
    const dataDir = createFolder()
    await keep(dataDir)
    deleteCopy(dataDir, hash)
    deleteCopy(dataDir, hash)

    expect([await readCopy(dataDir, hash), await collect(dataDir)]).toEqual([{ type: 'absent' }, []])
  })

  it('is asked for by a hash and nothing else', () => {
    expect(() => findCopyPath('/data', '../history.db')).toThrow()
  })
})

describe('the folder of copies', () => {
  it('loses what was left half written, and no file of somebody else is taken for a copy', async () => {
    const dataDir = createFolder()
    await keep(dataDir)
    mkdirSync(join(dataDir, 'files', 'zz'))
    for (const name of ['left.part', 'note.txt', `zz/${hash}`])
      writeFileSync(join(dataDir, 'files', name), '')
    await deleteLeftovers(dataDir)

    expect([readdirSync(join(dataDir, 'files')).sort(), await collect(dataDir)]).toEqual([
      [hash.slice(0, 2), 'note.txt', 'zz'].sort(),
      [hash],
    ])
  })
})
