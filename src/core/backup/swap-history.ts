// Owns the exchange of the present history for another one by renames, so that it either happens or does not: what is
// under way stands in `restore.json`, and is finished by the next start when it was broken off. What is exchanged is
// never deleted. Nobody may have the history open.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'
import { historyNames } from './backup-names.ts'
import { flushFolder, replaceFile } from './durable-files.ts'

/** Names of folders in the data folder. */
const swapSchema = z.strictObject({
  /** Holds the history that is to be the present one. */
  from: z.string().regex(/^(before-)?restore-[\w-]+$/),
  /** Takes what is the present history until then. */
  to: z.string().regex(/^before-restore-[\w-]+$/),
})
export type Swap = z.infer<typeof swapSchema>

function findMarker(dataDir: string): string {
  return join(dataDir, 'restore.json')
}

/** Every step is on the disk when the next one is asked for. After any of them, `finishSwap` does the rest. */
export function* swapHistory(dataDir: string, swap: Swap): Generator<void> {
  mkdirSync(join(dataDir, swap.to), { mode: 0o700 })
  yield
  replaceFile(findMarker(dataDir), JSON.stringify(swap))
  yield
  yield* continueSwap(dataDir, swap)
}

export function isSwapUnfinished(dataDir: string): boolean {
  return existsSync(findMarker(dataDir))
}

/** Ends a swap that was broken off. Throws when what is under way cannot be told. */
export function finishSwap(dataDir: string): void {
  const json = parseJson(readFileSync(findMarker(dataDir), 'utf8'))
  const swap = swapSchema.parse(json.ok ? json.value : undefined)
  Array.from(continueSwap(dataDir, swap))
}

function* continueSwap(dataDir: string, { from, to }: Swap): Generator<void> {
  const [source, target] = [join(dataDir, from), join(dataDir, to)]
  // As long as the other history waits, what lies in its place is the one before it.
  if (existsSync(join(source, 'history.db'))) {
    mkdirSync(target, { recursive: true, mode: 0o700 })
    for (const name of historyNames) {
      if (move(join(dataDir, name), join(target, name))) yield
    }
    for (const name of historyNames) {
      if (move(join(source, name), join(dataDir, name))) yield
    }
  } else {
    for (const name of historyNames) {
      if (!existsSync(join(dataDir, name)) && move(join(source, name), join(dataDir, name))) yield
    }
  }
  // Nothing came, and nothing is there: what was set aside is the history.
  if (!existsSync(join(dataDir, 'history.db'))) {
    for (const name of historyNames) {
      if (move(join(target, name), join(dataDir, name))) yield
    }
  }
  for (const file of listFiles(join(source, 'files'))) {
    if (addFile(join(source, 'files', file), join(dataDir, 'files', file))) yield
  }
  rmSync(source, { recursive: true, force: true })
  yield
  rmSync(findMarker(dataDir), { force: true })
  flushFolder(dataDir)
}

/** Whether there was something to be moved. */
function move(from: string, to: string): boolean {
  if (!existsSync(from)) return false
  if (existsSync(to)) throw new Error('A restore would write over a file.')
  renameSync(from, to)
  flushFolder(dirname(to))
  flushFolder(dirname(from))
  return true
}

/** Files have the name of their content: one that is there already is the same. */
function addFile(from: string, to: string): boolean {
  if (existsSync(to)) return false
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
  renameSync(from, to)
  flushFolder(dirname(to))
  return true
}

/** Paths of the files below a folder; none when it is not there. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
}
