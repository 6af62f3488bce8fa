import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync, crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { zipFolder } from './zip-folder.ts'

/** What a reader finds by the directory at the end of the archive. */
function readArchive(zip: Buffer): Record<string, string> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const files: Record<string, string> = {}
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const crc = zip.readUInt32LE(at + 16)
    const packed = zip.readUInt32LE(at + 20)
    const nameLength = zip.readUInt16LE(at + 28)
    const offset = zip.readUInt32LE(at + 42)
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString()
    const start = offset + 30 + zip.readUInt16LE(offset + 26)
    const content = inflateRawSync(zip.subarray(start, start + packed))
    files[name] = crc32(content) === crc ? content.toString() : 'wrong checksum'
    at += 46 + nameLength
  }
  return files
}

it('an archive holds every file of the folder', async () => {
  const folder = createFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, '对话.md'), '你好'.repeat(100_000))
  writeFileSync(join(folder, 'assets', 'empty.png'), '')
  const path = join(createFolder(), 'out.zip')
  await zipFolder({ signal: new AbortController().signal, report: () => undefined }, { folder, path })
  expect(readArchive(readFileSync(path))).toEqual({
    '对话.md': '你好'.repeat(100_000),
    'assets/empty.png': '',
  })
})

it('nothing is left of an archive that is not wanted any more', async () => {
  const folder = createFolder()
  writeFileSync(join(folder, 'a.txt'), 'a')
  const out = createFolder()
  const context = { signal: AbortSignal.abort(), report: () => undefined }
  await expect(zipFolder(context, { folder, path: join(out, 'out.zip') })).rejects.toThrow('aborted')
  expect(readdirSync(out)).toEqual([])
})
