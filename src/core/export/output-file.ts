// Owns one file that is being written: pieces are gathered, and whoever writes waits for the disk. What the file is called
// in the end, and what happens when it does not get finished, is destination.ts's matter.
import { open, type FileHandle } from 'node:fs/promises'
import { createFailure, FailureError } from '#shared/failure.ts'

/** As far as text is gathered in memory before it goes to the disk, in UTF-16 units. */
const gatheredLength = 256 * 1024

export type OpenFile = (path: string) => Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>

/** Only a file that is not there yet is written, for its owner alone. */
export const openNewFile: OpenFile = (path) => open(path, 'wx', 0o600)

export interface OutputFile {
  /** Bytes that the disk has taken. */
  readonly bytes: number
  write(text: string): Promise<void>
  /** The file is whole and on the disk when this has resolved. */
  finish(): Promise<void>
  /** Closes it as it is. */
  abandon(): Promise<void>
}

/** All of its functions throw FailureError for what a disk can refuse. */
export async function openOutputFile(path: string, openFile: OpenFile): Promise<OutputFile> {
  const handle = await orFailure(() => openFile(path))
  let gathered: string[] = []
  let length = 0
  let bytes = 0

  async function flush(): Promise<void> {
    const chunk = Buffer.from(gathered.join(''), 'utf8')
    gathered = []
    length = 0
    await orFailure(() => handle.writeFile(chunk))
    bytes += chunk.byteLength
  }

  return {
    get bytes() {
      return bytes
    },
    async write(text) {
      gathered.push(text)
      length += text.length
      if (length >= gatheredLength) await flush()
    },
    async finish() {
      await flush()
      await orFailure(() => handle.sync())
      await orFailure(() => handle.close())
    },
    async abandon() {
      await handle.close().catch(() => undefined)
    },
  }
}

/** Gives what the work gives, or throws what the disk refused in words that a person understands. */
export async function orFailure<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw describeRefusal(error)
  }
}

/** What is no refusal of a disk stays what it is. */
export function describeRefusal(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error) || typeof error.code !== 'string') return error
  const { code } = error
  const isFull = ['ENOSPC', 'EDQUOT'].includes(code)
  return new FailureError(createFailure(isFull ? 'export-no-space' : 'export-not-written', { cause: code }), {
    cause: error,
  })
}
