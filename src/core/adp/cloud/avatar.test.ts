import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { withoutProxy } from '../proxy.ts'
import { fetchAvatar } from './avatar.ts'
import { closeServers, never, serve } from './test-server.ts'

afterEach(closeServers)

const options = { clock: systemClock, findProxy: withoutProxy, signal: never }
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')

/** What is taken of these bytes, from a server that is the service itself. */
async function fetchBytes(bytes: Buffer) {
  const url = await serve((_request, response) => response.end(bytes))
  return fetchAvatar(`${url}/a`, { site: 'custom', serviceUrl: url }, options)
}

describe('a picture', () => {
  it('of the size that is allowed is taken', async () => {
    const bytes = Buffer.concat([png, Buffer.alloc(256 * 1024 - png.length)])
    expect(await fetchBytes(bytes)).toEqual({ mediaType: 'image/png', base64: bytes.toString('base64') })
  })

  it.each([
    ['too large', Buffer.concat([png, Buffer.alloc(256 * 1024)])],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', Buffer.alloc(0)],
  ])('that is %s is not taken', async (_situation, bytes) => {
    expect(await fetchBytes(bytes)).toBe(undefined)
  })

  it('on this machine is not asked for by a service that is elsewhere', async () => {
    let requests = 0
    const url = await serve((_request, response) => {
      requests += 1
      response.end(png)
    })
    expect([await fetchAvatar(`${url}/a.png`, { site: 'china' }, options), requests]).toEqual([undefined, 0])
  })
})
