// Owns reading one image that a text of a service points to: its size and its kind, by its first bytes. How it is fetched is
// remote-body.ts's; whether a person wants that is core/engine/image-desk.ts's.
import type { IncomingMessage } from 'node:http'
import { createFailure, FailureError, type FailureDetail } from '#shared/failure.ts'
import { maxImageBytes, type ImageMediaType } from '#shared/image.ts'
import { fetchRemote, type RemoteOptions } from './remote-body.ts'

/** The kinds that are taken from elsewhere. */
type RemoteMediaType = Exclude<ImageMediaType, 'image/bmp'>

export interface RemoteImage {
  readonly mediaType: RemoteMediaType
  readonly bytes: Buffer
}

export interface RemoteImageOptions extends RemoteOptions {
  /** The largest that is taken. */
  readonly maxBytes?: number
}

const limitMs = 20_000
const maxAddressLength = 2048

/** Throws FailureError: `image-refused` when the address may not be asked, `image-failed` when no image came of it. */
export function loadRemoteImage(address: string, options: RemoteImageOptions): Promise<RemoteImage> {
  const request = {
    accept: 'image/png,image/jpeg,image/gif,image/webp',
    limitMs,
    maxAddressLength,
    refuse,
    fail,
  }
  return fetchRemote(address, options, request, (response, nameError) =>
    readImage(response, options.maxBytes ?? maxImageBytes).catch((error: unknown) => {
      throw nameError(error)
    }),
  )
}

async function readImage(response: IncomingMessage, maxBytes: number): Promise<RemoteImage> {
  const { statusCode = 0, headers } = response
  if (statusCode !== 200) {
    response.destroy()
    throw fail({ httpStatus: statusCode })
  }
  const chunks: Buffer[] = []
  let length = 0
  if (Number(headers['content-length'] ?? 0) > maxBytes) length = Infinity
  if (length <= maxBytes) {
    for await (const chunk of response) {
      // Without an encoding a response yields buffers only.
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > maxBytes) break
      chunks.push(bytes)
    }
  }
  response.destroy()
  if (length > maxBytes) throw fail({ cause: 'TOO_LARGE', limit: maxBytes })
  const bytes = Buffer.concat(chunks)
  const mediaType = findMediaType(bytes)
  if (mediaType === undefined) throw fail({ cause: 'NOT_AN_IMAGE' })
  return { mediaType, bytes }
}

/** By the first bytes, whatever the server calls it. SVG is not among them: it is a document, with scripts and addresses. */
function findMediaType(bytes: Buffer): RemoteMediaType | undefined {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(start)) return 'image/gif'
  return /^RIFF[^]{4}WEBP/.test(start) ? 'image/webp' : undefined
}

function refuse(cause: string): FailureError {
  return new FailureError(createFailure('image-refused', { cause }))
}

function fail(detail: FailureDetail): FailureError {
  return new FailureError(createFailure('image-failed', detail))
}
