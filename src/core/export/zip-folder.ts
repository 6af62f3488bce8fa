// Owns the one file that a folder becomes for a download: a ZIP archive in its plainest form, written as a stream. Without
// the extension for more than 4 GB: a larger one is refused.
import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { crc32, createDeflateRaw } from 'node:zlib'
import { createFailure, FailureError } from '#shared/failure.ts'
import { openDestination } from './destination.ts'
import { orFailure } from './output-file.ts'

export interface ZipRequest {
  /** Absolute. */
  readonly folder: string
  /** Absolute; outside of the folder. */
  readonly path: string
}

export interface ZipContext {
  readonly signal: AbortSignal
  readonly report: (bytes: number) => void
}

const maxBytes = 2 ** 32 - 1
const maxEntries = 2 ** 16 - 1
/** Sizes follow the contents; names are UTF-8. */
const flags = 0x0808
const deflated = 8
/** 1980-01-01: the same folder gives the same archive. */
const date = 0x0021

interface Entry {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly bytes: number
}

/**
 * Throws FailureError `export-too-large` and what a disk can refuse; nothing is left then, and when the signal is aborted.
 */
export async function zipFolder(context: ZipContext, { folder, path }: ZipRequest): Promise<void> {
  const destination = await openDestination(path, 'file')
  try {
    await orFailure(() => writeArchive(context, folder, destination.partPath))
    context.signal.throwIfAborted()
    await destination.finish()
  } catch (error) {
    await destination.remove()
    throw error
  }
}

async function writeArchive({ signal, report }: ZipContext, folder: string, path: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  let offset = 0

  async function write(chunk: Buffer): Promise<void> {
    await handle.writeFile(chunk)
    offset += chunk.byteLength
    if (offset > maxBytes) throw new FailureError(createFailure('export-too-large'))
    report(offset)
  }

  async function writeEntry(file: string): Promise<Entry> {
    const name = Buffer.from(relative(folder, file).split(sep).join('/'))
    const start = offset
    await write(
      Buffer.concat([
        writeFields([4, 0x04034b50], [2, 20], ...describe(0, 0, 0), [2, name.length], [2, 0]),
        name,
      ]),
    )
    const contentStart = offset
    let crc = 0
    let bytes = 0
    const source = createReadStream(file, { signal })
    const packer = createDeflateRaw()
    source.on('data', (chunk) => {
      crc = crc32(chunk, crc)
      bytes += chunk.length
    })
    source.on('error', (error) => packer.destroy(error))
    for await (const chunk of source.pipe(packer)) await write(chunk as Buffer)
    const packed = offset - contentStart
    await write(writeFields([4, 0x08074b50], [4, crc], [4, packed], [4, bytes]))
    return { name, offset: start, crc, packed, bytes }
  }

  try {
    const entries: Entry[] = []
    for (const file of await listFiles(folder)) {
      signal.throwIfAborted()
      entries.push(await writeEntry(file))
    }
    if (entries.length > maxEntries) throw new FailureError(createFailure('export-too-large'))
    const directoryStart = offset
    for (const entry of entries) await write(describeEntry(entry))
    const directoryBytes = offset - directoryStart
    const { length } = entries
    await write(
      writeFields(
        [4, 0x06054b50],
        [2, 0],
        [2, 0],
        [2, length],
        [2, length],
        [4, directoryBytes],
        [4, directoryStart],
        [2, 0],
      ),
    )
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

type Field = readonly [size: 2 | 4, value: number]

function describe(crc: number, packed: number, bytes: number): Field[] {
  return [
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, date],
    [4, crc],
    [4, packed],
    [4, bytes],
  ]
}

function describeEntry({ name, offset, crc, packed, bytes }: Entry): Buffer {
  const fields = writeFields(
    [4, 0x02014b50],
    [2, 20],
    [2, 20],
    ...describe(crc, packed, bytes),
    [2, name.length],
    [2, 0], // extra
    [2, 0], // comment
    [2, 0], // disk
    [2, 0], // kind of contents
    [4, 0], // attributes
    [4, offset],
  )
  return Buffer.concat([fields, name])
}

/** Numbers one behind the other, the lowest byte first. */
function writeFields(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((length, [size]) => length + size, 0))
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) buffer.writeUInt16LE(value, at)
    else buffer.writeUInt32LE(value >>> 0, at)
    at += size
  }
  return buffer
}
