import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FailureError } from '#shared/failure.ts'
import { maxImageBytes } from '#shared/image.ts'
import { createTestClock } from '../test-clock.ts'
import { withoutProxy } from './proxy.ts'
import { loadRemoteImage, type RemoteImageOptions } from './remote-image.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('pixels')])

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server on this machine, and what it was asked. */
async function serve(answer: Answer): Promise<{ origin: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  // A server that listens on a port has an address with a port.
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

async function load(address: string, options: Partial<RemoteImageOptions> = {}): Promise<unknown> {
  try {
    const { mediaType, bytes } = await loadRemoteImage(address, {
      localOrigin: undefined,
      clock: createTestClock(),
      findProxy: withoutProxy,
      resolve: () => Promise.reject(new Error('nothing is looked up here')),
      ...options,
    })
    return [mediaType, bytes.length]
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const { code, detail } = error.failure
    return `${code} ${detail?.cause ?? detail?.httpStatus ?? ''}`
  }
}

describe('the address of an image', () => {
  it.each([
    ['not an address', 'ADDRESS'],
    ['', 'ADDRESS'],
    [`https://example.com/${'a'.repeat(2048)}`, 'ADDRESS'],
    ['https://somebody@example.com/a.png', 'ADDRESS'],
    ['https://somebody:secret@example.com/a.png', 'ADDRESS'],
    ['http://example.com/a.png', 'NOT_HTTPS'],
    ['http://127.0.0.1:8080/a.png', 'NOT_HTTPS'],
    ['http://localhost/a.png', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['data:image/png;base64,iVBORw0KGgo=', 'NOT_HTTPS'],
    ['ftp://example.com/a.png', 'NOT_HTTPS'],
    ['https://127.0.0.1/a.png', 'PRIVATE_ADDRESS'],
    ['https://2130706433/a.png', 'PRIVATE_ADDRESS'],
    ['https://0x7f.1/a.png', 'PRIVATE_ADDRESS'],
    ['https://[::1]/a.png', 'PRIVATE_ADDRESS'],
    ['https://[::ffff:10.0.0.1]/a.png', 'PRIVATE_ADDRESS'],
    ['https://10.0.0.1/a.png', 'PRIVATE_ADDRESS'],
    ['https://169.254.169.254/latest/meta-data', 'PRIVATE_ADDRESS'],
    ['https://192.168.1.1/a.png', 'PRIVATE_ADDRESS'],
    ['https://[fe80::1]/a.png', 'PRIVATE_ADDRESS'],
  ])('%s is refused before anything is asked', async (address, cause) => {
    expect(await load(address)).toBe(`image-refused ${cause}`)
  })

  it.each([
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['its network', [{ address: '192.168.1.7', family: 4 }]],
    ['its network in IPv6', [{ address: 'fd00::7', family: 6 }]],
    ['the internet and its network', [{ address: '8.8.8.8', family: 4 }, { address: '10.0.0.7', family: 4 }]], // prettier-ignore
    ['nothing', []],
  ])('is refused when its name means %s', async (_place, addresses) => {
    const resolve = () => Promise.resolve(addresses)
    expect(await load('https://pictures.example/a.png', { resolve })).toBe('image-refused PRIVATE_ADDRESS')
  })

  it('is refused when the local service has a name that means another machine', async () => {
    const localOrigin = 'http://localhost:9'
    const resolve = () => Promise.resolve([{ address: '8.8.8.8', family: 4 }])
    expect(await load(`${localOrigin}/a.png`, { localOrigin, resolve })).toBe('image-refused PRIVATE_ADDRESS')
  })

  it('fails when its name means nothing to the system', async () => {
    const error = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    expect(await load('https://pictures.example/a.png', { resolve: () => Promise.reject(error) })).toBe(
      'image-failed ENOTFOUND',
    )
  })

  it('is not asked for while the checks of certificates are switched off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const outcome = await load('https://pictures.example/a.png')
    vi.unstubAllEnvs()
    expect(outcome).toBe('image-refused VERIFICATION_OFF')
  })
})

describe('an image of the local service', () => {
  it('comes, and nothing that says who asks went there', async () => {
    const { origin, asked } = await serve((_request, response) => response.end(png))
    const outcome = await load(`${origin}/a.png`, { localOrigin: origin })
    expect([outcome, asked.map(({ method, headers }) => [method, Object.keys(headers).sort()])]).toEqual([
      ['image/png', png.length],
      [['GET', ['accept', 'accept-encoding', 'connection', 'host']]],
    ])
  })

  it('is refused to a conversation of another service', async () => {
    const { origin, asked } = await serve((_request, response) => response.end(png))
    const outcome = await load(`${origin}/a.png`, { localOrigin: 'http://127.0.0.1:9' })
    expect([outcome, asked.length]).toEqual(['image-refused NOT_HTTPS', 0])
  })

  it.each<[string, Buffer, unknown]>([
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), ['image/jpeg', 4]],
    ['a GIF', Buffer.from('GIF89a…'), ['image/gif', 9]],
    ['a WebP', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1'), ['image/webp', 16]],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image-failed NOT_AN_IMAGE'],
    ['a page', Buffer.from('<!doctype html>'), 'image-failed NOT_AN_IMAGE'],
    ['nothing', Buffer.alloc(0), 'image-failed NOT_AN_IMAGE'],
    ['an image of the largest size', Buffer.concat([png, Buffer.alloc(maxImageBytes - png.length)]), ['image/png', maxImageBytes]],
    ['a larger one', Buffer.concat([png, Buffer.alloc(maxImageBytes)]), 'image-failed TOO_LARGE'],
  ])('is judged by its bytes: %s', async (_what, bytes, expected) => {
    const { origin } = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(bytes),
    )
    expect(await load(`${origin}/a.png`, { localOrigin: origin })).toEqual(expected)
  }) // prettier-ignore

  it('is cut off at its size when it does not say how large it is', async () => {
    const { origin } = await serve((_request, response) => {
      response.write(png)
      const more = setInterval(() => response.write(Buffer.alloc(1024 * 1024)), 0)
      response.on('close', () => clearInterval(more))
    })
    expect(await load(`${origin}/a.png`, { localOrigin: origin })).toBe('image-failed TOO_LARGE')
  })

  it.each([204, 206, 400, 404, 500])('fails with the status %i', async (status) => {
    const { origin } = await serve((_request, response) => response.writeHead(status).end())
    expect(await load(`${origin}/a.png`, { localOrigin: origin })).toBe(`image-failed ${status}`)
  })

  it('fails when it is cut off', async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write(png, () => response.destroy())
    })
    expect(await load(`${origin}/a.png`, { localOrigin: origin })).toBe('image-failed ECONNRESET')
  })

  it('fails when it takes longer than twenty seconds', async () => {
    const clock = createTestClock()
    const { origin } = await serve((_request, response) => {
      response.writeHead(200).write(png, () => clock.advance(20_000))
    })
    expect([await load(`${origin}/a.png`, { localOrigin: origin, clock }), clock.waiting]).toEqual([
      'image-failed TIMED_OUT',
      0,
    ])
  })
})

describe('an image behind a proxy', () => {
  const findProxy = () => Promise.resolve(new URL('http://127.0.0.1:1'))

  it('is asked of the proxy', async () => {
    const resolve = () => Promise.reject(new Error('only the proxy knows names'))
    expect(await load('https://pictures.example/a.png', { findProxy, resolve })).toBe(
      'image-failed ECONNREFUSED',
    )
  })

  it('is refused when this machine knows its name as a private one', async () => {
    const resolve = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }])
    expect(await load('https://intranet.example/a.png', { findProxy, resolve })).toBe(
      'image-refused PRIVATE_ADDRESS',
    )
  })
})

describe('an image that has moved', () => {
  /** `/3` leads to `/2` and so on to `/0`, where the image is. */
  const steps: Answer = ({ url = '' }, response) => {
    const left = Number(url.slice(1))
    if (left === 0) response.end(png)
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  }

  it.each([
    ['/3', ['image/png', png.length]],
    ['/4', 'image-failed TOO_MANY_REDIRECTS'],
  ])('is followed three times: %s', async (path, expected) => {
    const { origin } = await serve(steps)
    expect(await load(`${origin}${path}`, { localOrigin: origin })).toEqual(expected)
  })

  it.each([
    ['http://example.com/a.png', 'NOT_HTTPS'],
    ['https://10.0.0.1/a.png', 'PRIVATE_ADDRESS'],
    ['https://[::1]/a.png', 'PRIVATE_ADDRESS'],
    ['//localhost/a.png', 'NOT_HTTPS'],
    ['https://a:b@example.com/a.png', 'ADDRESS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['https://intranet.example/a.png', 'PRIVATE_ADDRESS'],
  ])('to %s is refused like any other', async (location, cause) => {
    const { origin } = await serve((_request, response) => response.writeHead(301, { location }).end())
    const resolve = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }])
    expect(await load(`${origin}/a.png`, { localOrigin: origin, resolve })).toBe(`image-refused ${cause}`)
  })

  it('to nowhere fails with its status', async () => {
    const { origin } = await serve((_request, response) => response.writeHead(302).end())
    expect(await load(`${origin}/a.png`, { localOrigin: origin })).toBe('image-failed 302')
  })
})
