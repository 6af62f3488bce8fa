// Owns what the program says of its data folder: how much lies in it, and the opening of it where the shell can do that.
// Works without a history, because somebody whose history cannot be used wants to see the folder most.
import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallOutput } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'

export interface DataDesk {
  describe(): Promise<CallOutput<'data.describe'>>
  /** Throws FailureError `folder-not-opened` when the shell cannot, or the system does not. */
  open(): Promise<void>
}

export interface DataDeskOptions {
  readonly dataDir: string
  /** Shows a folder in the system's file manager; false when that did not work. Undefined where a shell cannot. */
  readonly openFolder: ((folder: string) => Promise<boolean>) | undefined
}

/** Files that are counted at most. The cache of the window holds a few thousand. */
const maxFiles = 100_000

type Share = 'history' | 'logs' | 'others'

export function createDataDesk({ dataDir, openFolder }: DataDeskOptions): DataDesk {
  return {
    async describe() {
      const sizes: Record<Share, number> = { history: 0, logs: 0, others: 0 }
      let files = 0

      async function add(folder: string, share: Share | undefined): Promise<void> {
        for (const entry of await list(folder)) {
          const kind = share ?? findShare(entry)
          const path = join(folder, entry.name)
          // A link is not followed: what it leads to is not the program's.
          if (entry.isDirectory()) await add(path, kind)
          else if (files < maxFiles) {
            files += 1
            sizes[kind] += await measure(path)
          }
        }
      }

      await add(dataDir, undefined)
      const { history, logs, others } = sizes
      return {
        dataDir,
        historyBytes: history,
        logBytes: logs,
        otherBytes: others,
        totalBytes: history + logs + others,
      }
    },
    async open() {
      if (!(await openFolder?.(dataDir))) throw new FailureError(createFailure('folder-not-opened'))
    },
  }
}

/** The history is a file with its log and its lock beside it, which have names that begin with its own. */
function findShare(entry: Dirent): Share {
  if (entry.isDirectory()) return entry.name === 'logs' ? 'logs' : 'others'
  return entry.name.startsWith('history.') ? 'history' : 'others'
}

/** A folder that cannot be read, or is gone by now, counts nothing. */
async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

async function measure(file: string): Promise<number> {
  try {
    return (await lstat(file)).size
  } catch {
    return 0
  }
}
