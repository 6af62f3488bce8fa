import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { fetchAvatar } from './avatar.ts'
import { closeServers, never, serve } from './test-server.ts'

afterEach(closeServers)

const bounds = { clock: systemClock, signal: never }
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')

/** What is taken of these bytes, from a server that says whatever it likes about them. */
async function fetchBytes(bytes: Buffer, status = 200, headers: Record<string, string> = {}) {
  const url = await serve((_request, response) => response.writeHead(status, headers).end(bytes))
  return fetchAvatar(`${url}/a`, { site: 'custom', serviceUrl: url }, bounds)
}

describe('a picture', () => {
  it.each([
    ['PNG', png, 'image/png'],
    ['JPEG', Buffer.from('\xff\xd8\xff\xe0rest', 'latin1'), 'image/jpeg'],
    ['GIF', Buffer.from('GIF89a rest'), 'image/gif'],
    ['WebP', Buffer.from('RIFF\x10\x00\x00\nWEBPrest', 'latin1'), 'image/webp'],
  ])('is taken as %s by its first bytes, whatever the server calls it', async (_format, bytes, mediaType) => {
    expect(await fetchBytes(bytes, 200, { 'content-type': 'text/html' })).toEqual({
      mediaType,
      base64: bytes.toString('base64'),
    })
  })

  it.each<[string, Buffer, number, Record<string, string>]>([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      200,
      { 'content-type': 'image/png' },
    ],
    ['nothing', Buffer.alloc(0), 200, {}],
    ['too much', Buffer.concat([png, Buffer.alloc(256 * 1024)]), 200, {}],
    ['not found', png, 404, {}],
    ['moved', png, 302, { location: '/b' }],
  ])('is not taken when it is %s', async (_situation, bytes, status, headers) => {
    expect(await fetchBytes(bytes, status, headers)).toBe(undefined)
  })

  it('of the size that is allowed is taken', async () => {
    const bytes = Buffer.concat([png, Buffer.alloc(256 * 1024 - png.length)])
    expect((await fetchBytes(bytes))?.base64.length).toBe(Math.ceil((256 * 1024) / 3) * 4)
  })

  it.each([
    'http://example.com/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,iVBORw0KGgo=',
    'https://name:word@example.com/a.png',
    'nonsense',
  ])('is not asked for at %s', async (address) => {
    expect(await fetchAvatar(address, { site: 'custom', serviceUrl: 'http://127.0.0.1:1' }, bounds)).toBe(
      undefined,
    )
  })

  it('on this machine is not asked for by a service that is elsewhere', async () => {
    let requests = 0
    const url = await serve((_request, response) => {
      requests += 1
      response.end(png)
    })
    expect([await fetchAvatar(`${url}/a.png`, { site: 'china' }, bounds), requests]).toEqual([undefined, 0])
  })
})
