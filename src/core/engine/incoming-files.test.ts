import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { createIncomingFiles, emptyIncoming } from './incoming-files.ts'
import { failureCode } from './test-engine.ts'

function encode(text: string): string {
  return Buffer.from(text).toString('base64')
}

function open() {
  const folder = join(createFolder(), 'incoming')
  return { folder, files: createIncomingFiles(folder) }
}

describe('a file that a page brings', () => {
  it('is there whole when its pieces came one behind the other, whatever it is called', async () => {
    const { folder, files } = open()
    const uploadId = await files.begin('../../历史.json', 12)

    const received = await Promise.all([
      files.append(uploadId, encode('你好')),
      files.append(uploadId, encode('hello')),
      files.append(uploadId, encode('!')),
    ])

    const { path, ...file } = files.get(uploadId)
    expect({ received, file, text: readFileSync(path, 'utf8'), inFolder: path.startsWith(folder) }).toEqual({
      received: [6, 11, 12],
      file: { name: '../../历史.json', size: 12 },
      text: '你好hello!',
      inFolder: true,
    })
  })

  it('may be empty', async () => {
    const { files } = open()
    const uploadId = await files.begin('nothing', 0)
    expect(readFileSync(files.get(uploadId).path, 'utf8')).toBe('')
  })

  it('cannot be used before it is whole, nor be longer than announced', async () => {
    const { files } = open()
    const uploadId = await files.begin('half', 4)
    await files.append(uploadId, encode('ab'))
    expect([
      await failureCode(() => files.get(uploadId)),
      await failureCode(() => files.append(uploadId, encode('abc'))),
      await files.append(uploadId, encode('cd')),
    ]).toEqual(['not-found', 'invalid-input', 4])
  })

  it('is gone when it is dropped, also twice', async () => {
    const { folder, files } = open()
    const uploadId = await files.begin('a', 1)
    await files.append(uploadId, encode('a'))
    await files.drop(uploadId)
    await files.drop(uploadId)
    expect([readdirSync(folder), await failureCode(() => files.append(uploadId, encode('a')))]).toEqual([
      [],
      'not-found',
    ])
  })

  it('makes room for a fifth one when it has waited longest', async () => {
    const { files } = open()
    const first = await files.begin('a', 1)
    const second = await files.begin('b', 1)
    await files.begin('c', 1)
    await files.begin('d', 1)
    await files.append(first, encode('a'))
    const fifth = await files.begin('e', 0)
    expect([
      files.get(first).name,
      files.get(fifth).name,
      await failureCode(() => files.append(second, '')),
    ]).toEqual(['a', 'e', 'not-found'])
  })

  it('is refused when the disk has no room for it', async () => {
    const { files } = open()
    expect(await failureCode(() => files.begin('huge', Number.MAX_SAFE_INTEGER))).toBe('no-space')
  })
})

it('what another run of the program has left is deleted', () => {
  const folder = join(createFolder(), 'incoming')
  mkdirSync(folder)
  writeFileSync(join(folder, 'left'), 'words')
  emptyIncoming(folder)
  expect(existsSync(folder)).toBe(false)
})
