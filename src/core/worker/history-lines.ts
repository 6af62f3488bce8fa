// Owns the lines of a file that may be larger than memory, with the places where they lie. What stands in them is
// shared/history-export.ts's matter.
import { open } from 'node:fs/promises'

export interface FileLine {
  /** Without its line feed; undefined when it is too long or no UTF-8. */
  readonly text: string | undefined
  /** Bytes before the next line. */
  readonly end: number
}

const chunkBytes = 256 * 1024
const lineFeed = 0x0a

/**
 * The lines from this place on, which is the beginning of one. A line that is longer than `maxLineBytes` is passed over
 * without being kept. The file is closed when nobody asks for more.
 */
export async function* readLines(
  path: string,
  start: number,
  maxLineBytes: number,
): AsyncGenerator<FileLine, undefined> {
  const file = await open(path)
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    let gathered: Buffer[] = []
    let gatheredBytes = 0
    let end = start

    function finishLine(): FileLine {
      const text = gatheredBytes > maxLineBytes ? undefined : decode(decoder, Buffer.concat(gathered))
      gathered = []
      gatheredBytes = 0
      return { text, end }
    }

    function gather(piece: Buffer): void {
      gatheredBytes += piece.length
      end += piece.length
      if (gatheredBytes > maxLineBytes) gathered = []
      else gathered.push(piece)
    }

    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, end)
      if (bytesRead === 0) break
      const chunk = buffer.subarray(0, bytesRead)
      let from = 0
      for (;;) {
        const at = chunk.indexOf(lineFeed, from)
        if (at === -1) break
        gather(chunk.subarray(from, at))
        end += 1
        yield finishLine()
        from = at + 1
      }
      gather(chunk.subarray(from))
    }
    if (gatheredBytes > 0) yield finishLine()
    return undefined
  } finally {
    await file.close()
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
