import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openReader } from '#core/store/connection.ts'
import { createChance } from '#core/store/test-rows.ts'
import { createFolder } from '#core/store/test-store.ts'
import { findBackupType } from './backup-names.ts'
import { verifyCopy } from './make-snapshot.ts'
import { readTexts, steps } from './test-backups.ts'

const rounds = 4

it(
  `what counts as a backup is whole when the program is killed, ${rounds} times`,
  { timeout: 180_000 },
  async () => {
    const chance = createChance(29)
    for (let round = 0; round < rounds; round += 1) {
      const dataDir = createFolder()
      const made = await killWriter(join(dataDir, 'history.db'), 1500 * chance())

      const names = readdirSync(join(dataDir, 'backups')).filter((name) => findBackupType(name) !== undefined)
      for (const name of names) {
        const file = join(dataDir, 'backups', name)
        await verifyCopy(file, join(dataDir, 'history.db'), steps)
        const db = openReader(file)
        const numbers = readTexts(db).map((text) => Number.parseInt(text))
        db.close()
        expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
      }
      // Those that it said it had made are there; the seven newest, when there are more.
      expect(made.slice(-6).filter((name) => !names.includes(name))).toEqual([])
    }
  },
)

/** Runs test-backup-writer.ts until so long after its first words; returns the backups that it said it had made. */
async function killWriter(file: string, afterMs: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./test-backup-writer.ts', import.meta.url))
  const writer = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(writer, 'close')
  let said = ''
  writer.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while (!said.includes('history-')) await once(writer.stdout, 'data')
  await delay(afterMs)
  writer.kill('SIGKILL')
  await ended
  // A line that was cut off says nothing.
  return said
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('history-'))
}
