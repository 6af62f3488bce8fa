import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { silentLog } from '#core/log.ts'
import { failureCode } from './test-engine.ts'
import { createVaultFile, type KeptChoice } from './vault-file.ts'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adp-desk-vault-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const slot = { salt: 'AAAA', cost: 131_072, blockSize: 8, parallelization: 1, sealedKey: 'BBBB' }
const chosen: KeptChoice = { protection: 'passphrase', slot }

describe('the file of the vault', () => {
  it('is there for its owner alone, and read after a restart', () => {
    const folder = makeFolder()
    createVaultFile(folder, silentLog).write(chosen)
    const mode = (statSync(join(folder, 'vault.json')).mode & 0o777).toString(8)
    expect([readdirSync(folder), mode, createVaultFile(folder, silentLog).read()]).toEqual([
      ['vault.json'],
      '600',
      chosen,
    ])
  })

  it('is not there before anything is chosen, nor after that was taken back', () => {
    const folder = makeFolder()
    const file = createVaultFile(folder, silentLog)
    const before = file.read()
    file.write(chosen)
    file.write(undefined)
    expect([before, readdirSync(folder), file.read()]).toEqual([undefined, [], undefined])
  })

  it.each([
    ['of a newer version', JSON.stringify({ version: 2, choice: chosen })],
    ['that was cut short', '{"version":1,"cho'],
    [
      'with a cost that would take all memory',
      JSON.stringify({ version: 1, choice: { ...chosen, slot: { ...slot, cost: 2 ** 30 } } }),
    ],
    [
      'with a cost that scrypt does not know',
      JSON.stringify({ version: 1, choice: { ...chosen, slot: { ...slot, cost: 131_073 } } }),
    ],
  ])('%s is no choice, and is put aside before one is made', (_title, text) => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'vault.json'), text)
    const file = createVaultFile(folder, silentLog)
    const before = file.read()
    file.write({ protection: 'unprotected' })
    expect([before, file.read(), readFileSync(join(folder, 'vault.json.unreadable'), 'utf8')]).toEqual([
      undefined,
      { protection: 'unprotected' },
      text,
    ])
  })

  it('that cannot be written leaves what was there, and says so', async () => {
    const folder = join(makeFolder(), 'gone')
    const file = createVaultFile(folder, silentLog)
    expect([await failureCode(() => file.write(chosen)), file.read()]).toEqual(['not-saved', undefined])
  })
})
