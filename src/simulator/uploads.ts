// Owns the object storage that files are uploaded to: places that the cloud API gives away, what was put there, and the
// HTTP requests that put and get it. Failures are told in XML, as that storage does.
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { uploadPath } from './addresses.ts'
import { findSignatureError, type TemporaryKeys } from './cos-signature.ts'
import { crc64 } from './crc64.ts'
import { readBody } from './http.ts'

export interface UploadPlace {
  readonly isPublic: boolean
  readonly use: 'offline' | 'realtime'
}

/** What opens a place for putting: the signed address, or a signature with these keys. */
interface Permit {
  readonly keys: TemporaryKeys
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

interface Upload extends UploadPlace, Permit {
  stored: StoredObject | undefined
}

export interface StoredObject {
  readonly bytes: Buffer
  readonly contentType: string
  /** With its quotes. */
  readonly etag: string
  readonly checksum: string
}

export interface Uploads {
  /** The path, as the storage knows it, may be put to from now on. */
  allow(path: string, place: UploadPlace & Permit): void
  find(path: string): Readonly<Upload> | undefined
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const maxObjectBytes = 20 * 1024 * 1024
/** The oldest are forgotten. */
const maxPlaces = 100

export function createUploads(now: () => number): Uploads {
  const places = new Map<string, Upload>()

  /** Why this may not be put here. */
  function findRefusal(place: Upload | undefined, request: IncomingMessage): string | undefined {
    if (place === undefined) return 'AccessDenied'
    const nowSeconds = Math.floor(now() / 1000)
    if (request.headers.authorization !== undefined)
      return findSignatureError(request, place.keys, nowSeconds)
    const { searchParams } = new URL(request.url ?? '', 'http://localhost')
    if (!searchParams.has('q-sign-algorithm') || nowSeconds >= place.expiresAt) return 'AccessDenied'
    // It was signed as one that is not there.
    const isTypeSigned = searchParams.get('q-header-list')?.includes('content-type') === true
    const hasOtherType = isTypeSigned && request.headers['content-type'] !== undefined
    return hasOtherType ? 'SignatureDoesNotMatch' : undefined
  }

  async function put(place: Upload, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request, maxObjectBytes)
    if (bytes === undefined) return fail(response, 400, 'EntityTooLarge')
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
    const contentType = request.headers['content-type'] ?? 'application/octet-stream'
    place.stored = { bytes, contentType, etag, checksum: crc64(bytes) }
    response.writeHead(200, storedHeaders(place.stored)).end()
  }

  return {
    allow(path, place) {
      places.set(path, { ...place, stored: undefined })
      const [oldest = ''] = places.keys()
      if (places.size > maxPlaces) places.delete(oldest)
    },
    find: (path) => places.get(path),
    async answer(request, response) {
      const { pathname } = new URL(request.url ?? '', 'http://localhost')
      const place = places.get(decodeURIComponent(pathname.slice(uploadPath.length)))
      if (request.method === 'PUT') {
        const refusal = findRefusal(place, request)
        if (place === undefined || refusal !== undefined)
          return refuse(request, response, refusal ?? 'AccessDenied')
        return put(place, request, response)
      }
      if (request.method !== 'GET') return fail(response, 405, 'MethodNotAllowed')
      if (place?.stored === undefined) return fail(response, 404, 'NoSuchKey')
      const { bytes, contentType } = place.stored
      response.writeHead(200, { ...storedHeaders(place.stored), 'content-type': contentType }).end(bytes)
    },
  }

  /** Reads to the end, so that the client can read the answer. */
  async function refuse(request: IncomingMessage, response: ServerResponse, code: string): Promise<void> {
    await readBody(request, 0)
    fail(response, 403, code)
  }
}

function storedHeaders({ etag, checksum }: StoredObject) {
  return { etag, 'x-cos-hash-crc64ecma': checksum }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code></Error>\n`)
}
