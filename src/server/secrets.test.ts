import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLog } from '#core/log.ts'
import { createKeyFileSecrets } from './secrets.ts'
import { makeFolder } from './test-host.ts'

const appKey = 'canary-app-key-äöü-密钥'

async function seal(folder: string, secret = appKey): Promise<Uint8Array> {
  const sealed = await createKeyFileSecrets(folder, silentLog).seal(secret)
  if (!sealed) throw new Error('nothing to seal with')
  return sealed
}

function unseal(folder: string, sealed: Uint8Array): Promise<string | null> {
  return createKeyFileSecrets(folder, silentLog).unseal(sealed)
}

describe('createKeyFileSecrets', () => {
  it('opens after a restart what it sealed before', async () => {
    const folder = makeFolder()
    expect(await unseal(folder, await seal(folder))).toBe(appKey)
  })

  it('leaves one key file that only its owner can read, in a folder that only its owner can open', async () => {
    const folder = join(makeFolder(), 'data')
    await seal(folder)
    const modes = [folder, join(folder, 'secret.key')].map((path) =>
      (statSync(path).mode & 0o777).toString(8),
    )
    expect({ files: readdirSync(folder), modes }).toEqual({ files: ['secret.key'], modes: ['700', '600'] })
  })

  it('takes away what others may read of a key file', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32, 1), { mode: 0o644 })
    await seal(folder)
    expect((statSync(join(folder, 'secret.key')).mode & 0o777).toString(8)).toBe('600')
  })

  it('makes one key for two first secrets', async () => {
    const folder = makeFolder()
    const secrets = createKeyFileSecrets(folder, silentLog)
    const [first, second] = await Promise.all([secrets.seal('one'), secrets.seal('two')])
    expect([await unseal(folder, first ?? Buffer.of()), await unseal(folder, second ?? Buffer.of())]).toEqual(
      ['one', 'two'],
    )
  })

  it('makes one key when two programs seal their first secret at once', async () => {
    const folder = makeFolder()
    const [first, second] = await Promise.all([seal(folder, 'one'), seal(folder, 'two')])
    expect([await unseal(folder, first), await unseal(folder, second)]).toEqual(['one', 'two'])
  })

  it('seals the same secret differently each time and never in clear', async () => {
    const folder = makeFolder()
    const [first, second] = [await seal(folder), await seal(folder)]
    expect({
      isSame: Buffer.from(first).equals(second),
      isClear: Buffer.from(first).includes(appKey),
      version: first[0],
    }).toEqual({ isSame: false, isClear: false, version: 1 })
  })

  it('opens nothing of which any byte was changed', async () => {
    const folder = makeFolder()
    const sealed = await seal(folder, 'key')
    const opened = await Promise.all(
      [...sealed.keys()].map((at) => unseal(folder, sealed.with(at, (sealed[at] ?? 0) ^ 1))),
    )
    expect(opened).toEqual(Array.from(sealed, () => null))
  })

  it('opens nothing that was cut short', async () => {
    const folder = makeFolder()
    const sealed = await seal(folder, 'key')
    const opened = await Promise.all([...sealed.keys()].map((end) => unseal(folder, sealed.subarray(0, end))))
    expect(opened).toEqual(Array.from(sealed, () => null))
  })

  it('opens nothing that was sealed in another folder', async () => {
    const other = makeFolder()
    await seal(other)
    expect(await unseal(other, await seal(makeFolder()))).toBeNull()
  })

  it('opens nothing, and makes no key, where the key file is lost', async () => {
    const folder = makeFolder()
    const opened = await unseal(folder, await seal(makeFolder()))
    expect({ opened, files: readdirSync(folder) }).toEqual({ opened: null, files: [] })
  })

  it('replaces a key file that can open nothing', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'secret.key'), 'short')
    const sealed = await seal(folder)
    expect([await unseal(folder, sealed), readFileSync(join(folder, 'secret.key')).length]).toEqual([
      appKey,
      32,
    ])
  })

  it('seals nothing where no key file can be made', async () => {
    const file = join(makeFolder(), 'file')
    writeFileSync(file, '')
    expect(await createKeyFileSecrets(join(file, 'data'), silentLog).seal(appKey)).toBeNull()
  })
})
