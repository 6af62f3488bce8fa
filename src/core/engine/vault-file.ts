// Owns `vault.json` in the data folder: how a person chose to have the AppKeys of this machine kept, and what it takes to
// open them with a passphrase. No secret is in it. It stands beside the history and not in it, so that a copy of the
// history takes no choice along that was made for another machine.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createFailure, FailureError } from '#shared/failure.ts'
import { parseJson } from '#shared/parse-json.ts'
import { protectionSchema } from '#shared/vault.ts'
import type { Log } from '#core/log.ts'
import { passphraseSlotSchema } from './passphrase.ts'

const keptChoiceSchema = z.discriminatedUnion('protection', [
  z.strictObject({ protection: z.literal('passphrase'), slot: passphraseSlotSchema }),
  z.strictObject({ protection: protectionSchema.exclude(['passphrase']) }),
])
export type KeptChoice = z.infer<typeof keptChoiceSchema>

const contentSchema = z.strictObject({ version: z.literal(1), choice: keptChoiceSchema })

export interface VaultFile {
  /** Undefined when nothing was chosen, or what is there cannot be read. */
  read(): KeptChoice | undefined
  /** Whole or not at all. Undefined takes the choice back. Throws FailureError when it cannot be written. */
  write(choice: KeptChoice | undefined): void
}

export function createVaultFile(dataDir: string, log: Log): VaultFile {
  const file = join(dataDir, 'vault.json')
  /** Something is there that this version cannot read: it is put aside before anything is written. */
  let isUnreadable = false

  return {
    read() {
      let text: string
      try {
        text = readFileSync(file, 'utf8')
      } catch (error) {
        isUnreadable = causeOf(error) !== 'ENOENT'
        if (isUnreadable) log.warn('vault.unreadable', { cause: causeOf(error) })
        return undefined
      }
      const json = parseJson(text)
      const content = contentSchema.safeParse(json.ok ? json.value : undefined)
      isUnreadable = !content.success
      if (isUnreadable) log.warn('vault.unreadable', { cause: 'content' })
      return content.data?.choice
    },
    write(choice) {
      try {
        if (isUnreadable) renameSync(file, `${file}.unreadable`)
        isUnreadable = false
        if (choice === undefined) rmSync(file, { force: true })
        else replace(file, JSON.stringify({ version: 1, choice }))
      } catch (error) {
        log.warn('vault.not-written', { cause: causeOf(error) })
        throw new FailureError(createFailure('not-saved', { cause: causeOf(error) }), { cause: error })
      }
    },
  }
}

/** Written aside, flushed, and given its name when it is whole. */
function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  try {
    const descriptor = openSync(draft, 'w', 0o600)
    try {
      writeFileSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
