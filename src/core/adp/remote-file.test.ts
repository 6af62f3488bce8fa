import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { FailureError } from '#shared/failure.ts'
import { systemClock } from '../clock.ts'
import { withoutProxy } from './proxy.ts'
import { loadRemoteFile } from './remote-file.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all).toString()
}

/** Gives up behind the first piece, as a disk does that is full. */
async function readFirst(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) if (piece.length > 0) return
}

/** What was kept, or why nothing was. */
async function load(
  origin: string,
  { path = '/a.pdf', localOrigin = origin, maxBytes = 100, keep = collect } = {},
): Promise<string> {
  const options = { localOrigin, clock: systemClock, findProxy: withoutProxy, maxBytes }
  try {
    return await loadRemoteFile(origin + path, options, keep)
  } catch (error) {
    if (!(error instanceof FailureError)) return String(error)
    const { code, detail } = error.failure
    return [code, detail?.cause ?? detail?.httpStatus].join(' ')
  }
}

describe('a file of an answer', () => {
  it('comes piece by piece to whoever keeps it', async () => {
    const origin = await serve((_, response) => void response.write('all ', () => response.end('of it')))
    expect(await load(origin)).toBe('all of it')
  })

  it('may come from this machine only when the conversation belongs to it', async () => {
    const origin = await serve((_, response) => response.end('secret'))
    const { port } = new URL(origin)
    expect([
      await load(origin, { localOrigin: 'http://127.0.0.1:1' }),
      await load(`https://127.0.0.1:${port}`, { localOrigin: 'http://127.0.0.1:1' }),
    ]).toEqual(['file-refused NOT_HTTPS', 'file-refused PRIVATE_ADDRESS'])
  })

  it('is not followed to another address of this machine', async () => {
    const other = await serve((_, response) => response.end('secret'))
    const origin = await serve((_, response) => response.writeHead(302, { location: `${other}/b` }).end())
    expect(await load(origin)).toBe('file-refused NOT_HTTPS')
  })

  it.each([
    [403, 'file-expired 403'],
    [404, 'file-expired 404'],
    [500, 'file-failed 500'],
  ])('says what its server has said: %i', async (status, outcome) => {
    const origin = await serve((_, response) => response.writeHead(status).end())
    expect(await load(origin)).toBe(outcome)
  })

  it.each([
    ['as it says beforehand', (response: { end: (text: string) => void }) => response.end('x'.repeat(101))],
    [
      'as it turns out',
      (response: { write: (text: string) => void; end: (text: string) => void }) => {
        response.write('x'.repeat(60))
        response.end('x'.repeat(60))
      },
    ],
  ])('that is too large is given up, %s', async (_, answer) => {
    const origin = await serve((_request, response) => answer(response))
    expect(await load(origin)).toBe('file-failed TOO_LARGE')
  })

  it('of which the connection breaks off has failed', async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '50' })
      response.write('half', () => response.destroy())
    })
    const seen: string[] = []
    const keep = (pieces: AsyncIterable<Uint8Array>): Promise<string> =>
      collect(pieces).catch((error: unknown) => {
        seen.push(error instanceof FailureError ? error.failure.code : String(error))
        throw error
      })
    expect([await load(origin, { keep }), seen]).toEqual(['file-failed ECONNRESET', ['file-failed']])
  })

  it.each([
    ['at its end', collect],
    ['in its middle', readFirst],
  ])('that cannot be kept says so in the words of who keeps it, %s', async (_, read) => {
    const origin = await serve(
      (_request, response) => void response.write('all ', () => response.end('of it')),
    )
    const keep = async (pieces: AsyncIterable<Uint8Array>): Promise<string> => {
      await read(pieces)
      throw new Error('ENOSPC')
    }
    expect(await load(origin, { keep })).toBe('Error: ENOSPC')
  })
})
