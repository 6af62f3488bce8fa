// Owns files on their way out to a person: where they are written, and how the person gets at them. In a window the
// system's dialog asks for the place; in a browser they wait in `exports/` for being downloaded, each time under an address
// that works once. What is in them is whoever's wrote them.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Delivery } from '#shared/delivery.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Clock } from '#core/clock.ts'

/** What a person is asked for. */
export interface PlaceRequest {
  /** A folder is made anew; the person chooses where. */
  readonly kind: 'file' | 'folder'
  /** A safe one, with its extension. */
  readonly name: string
}

/** What a shell with windows can do about files. */
export interface SavingShell {
  /** Absolute; of a file that may be replaced, or of a folder that is not there. Undefined: they want none. */
  choosePlace(request: PlaceRequest): Promise<string | undefined>
  showInFolder(path: string): void
  /** The PDF of an HTML file of the program's own. */
  printPdf(htmlFile: string): Promise<Uint8Array>
}

/** A file that a browser has asked for. */
export interface TakenFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  /** To be opened in the browser as the HTML that it is, instead of being saved. */
  readonly isForPrinting: boolean
}

export interface OutgoingFiles {
  /** Where to write; undefined when the person thought better of it. */
  choosePlace(request: PlaceRequest): Promise<string | undefined>
  /** A folder in `exports/` for what is on its way to its place. Removed by `release`. */
  makeRoom(): string
  release(room: string): void
  /** Says that a file or folder is whole. In a browser it must be a file, and stays for a while. */
  deliver(path: string, way?: 'save' | 'print'): Delivery
  /** Shows it in the system's file manager. Throws FailureError `export-gone` when there is none of this id. */
  show(deliveryId: string): void
  /** The path of an address that works once, for a while. Throws FailureError `export-gone`. */
  makeAddress(deliveryId: string): string
  /** What this token stands for, once. */
  take(token: string): TakenFile | undefined
  /** Removes what was not downloaded. */
  close(): void
}

export interface OutgoingFilesOptions {
  readonly dataDir: string
  readonly clock: Clock
  /** Undefined in a browser. */
  readonly saving: Omit<SavingShell, 'printPdf'> | undefined
}

/** The path in front of a token. */
export const outgoingPath = '/outgoing/'

/** How long a file waits for being downloaded, and how long an address works. */
const keptMs = 10 * 60_000
const maxTokens = 100

interface Waiting {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly isForPrinting: boolean
  endWait: () => void
}

export function createOutgoingFiles({ dataDir, clock, saving }: OutgoingFilesOptions): OutgoingFiles {
  const roomsFolder = join(dataDir, 'exports')
  const waiting = new Map<string, Waiting>()
  const saved = new Map<string, string>()
  const tokens = new Map<string, { readonly deliveryId: string; readonly expiresAt: number }>()

  function makeRoom(): string {
    const room = join(roomsFolder, randomUUID())
    mkdirSync(room, { recursive: true, mode: 0o700 })
    return room
  }

  function release(room: string): void {
    rmSync(room, { recursive: true, force: true })
  }

  function wait(deliveryId: string): () => void {
    return clock.after(keptMs, () => forget(deliveryId))
  }

  function forget(deliveryId: string): void {
    const file = waiting.get(deliveryId)
    waiting.delete(deliveryId)
    file?.endWait()
    try {
      if (file) release(dirname(file.path))
    } catch {
      // Being downloaded at this moment, on a system that holds on to open files: emptied at the next start.
    }
  }

  function find(deliveryId: string): Waiting {
    const file = waiting.get(deliveryId)
    if (file === undefined) throw new FailureError(createFailure('export-gone'))
    return file
  }

  return {
    choosePlace(request) {
      return saving === undefined
        ? Promise.resolve(join(makeRoom(), request.name))
        : saving.choosePlace(request)
    },
    makeRoom,
    release,
    deliver(path, way = 'save') {
      const deliveryId = randomUUID()
      const name = basename(path)
      const stat = statSync(path)
      const bytes = stat.isFile() ? stat.size : 0
      if (saving !== undefined) {
        saved.set(deliveryId, path)
        return { deliveryId, name, bytes, way: 'file', path }
      }
      const isForPrinting = way === 'print'
      waiting.set(deliveryId, { path, name, bytes, isForPrinting, endWait: wait(deliveryId) })
      return { deliveryId, name, bytes, way: isForPrinting ? 'print' : 'download', path: null }
    },
    show(deliveryId) {
      const path = saved.get(deliveryId)
      if (path === undefined) throw new FailureError(createFailure('export-gone'))
      saving?.showInFolder(path)
    },
    makeAddress(deliveryId) {
      const file = find(deliveryId)
      file.endWait()
      file.endWait = wait(deliveryId)
      const token = randomBytes(32).toString('base64url')
      tokens.set(token, { deliveryId, expiresAt: clock.elapsed() + keptMs })
      const [oldest] = tokens.keys()
      if (tokens.size > maxTokens && oldest !== undefined) tokens.delete(oldest)
      return outgoingPath + token
    },
    take(token) {
      const known = tokens.get(token)
      tokens.delete(token)
      if (known === undefined || known.expiresAt <= clock.elapsed()) return undefined
      return waiting.get(known.deliveryId)
    },
    close() {
      for (const deliveryId of [...waiting.keys()]) forget(deliveryId)
    },
  }
}

/** Removes what an earlier run of the program has left. Only for who holds the data folder. */
export function emptyOutgoing(dataDir: string): void {
  try {
    rmSync(join(dataDir, 'exports'), { recursive: true, force: true })
  } catch {
    // It is tried again at the next start.
  }
}
