// Owns how a file that a person chose gets to the engine: in pieces, one behind the other, because a page has no path to
// give and a message is limited. What it is for is the matter of whoever calls it, and so is dropping it.
import { maxPieceLength } from '#shared/contract/contract.ts'
import { FailureError } from '#shared/failure.ts'
import type { PageBridge } from './use-bridge.ts'

export interface SendOptions {
  /** Between two pieces; a file that is not wanted any more is dropped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Bytes that have arrived. */
  readonly onProgress?: ((received: number) => void) | undefined
}

/** Three bytes are four characters; a piece that is no multiple of three would end in the middle of one. */
const pieceBytes = Math.floor(maxPieceLength / 4) * 3

/** A multiple of three as well. */
const stretchBytes = 24_576

/** The gate of the engine lets calls through at a pace; a piece that came too fast is sent again after this. */
const pauseMs = 250

/** Gives the upload's id once the whole file has arrived. Throws FailureError when it was refused. */
export async function sendFile(
  bridge: Pick<PageBridge, 'call'>,
  file: Blob & { readonly name: string },
  { signal, onProgress }: SendOptions = {},
): Promise<string> {
  const { uploadId } = await bridge.call('upload.begin', { name: file.name.slice(0, 1000), size: file.size })
  try {
    for (let start = 0; start < file.size; start += pieceBytes) {
      signal?.throwIfAborted()
      const base64 = await readBase64(file.slice(start, start + pieceBytes))
      const received = await append(bridge, uploadId, base64)
      onProgress?.(received)
    }
    signal?.throwIfAborted()
    return uploadId
  } catch (error) {
    await bridge.call('upload.drop', { uploadId }).catch(() => undefined)
    throw error
  }
}

async function append(bridge: Pick<PageBridge, 'call'>, uploadId: string, base64: string): Promise<number> {
  for (;;) {
    try {
      return (await bridge.call('upload.append', { uploadId, base64 })).received
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code !== 'too-many-calls') throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** In stretches, because a function takes only so many arguments. Rejects when the file cannot be read (any more). */
async function readBase64(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer())
  const stretches: string[] = []
  for (let start = 0; start < bytes.length; start += stretchBytes) {
    stretches.push(btoa(String.fromCharCode(...bytes.subarray(start, start + stretchBytes))))
  }
  return stretches.join('')
}
