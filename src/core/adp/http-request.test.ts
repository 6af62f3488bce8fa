import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, it, onTestFinished } from 'vitest'
import { postJson } from './http-request.ts'
import { withoutProxy } from './proxy.ts'
import { createTestCertificate } from './test-certificate.ts'

const chunk = Buffer.alloc(1024, 'x')
const chunkCount = 40

const answerInChunks: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-length': String(chunk.length * chunkCount) })
  let sent = 0
  const timer = setInterval(() => {
    response.write(chunk)
    sent += 1
    if (sent === chunkCount) {
      clearInterval(timer)
      response.end()
    }
  }, 2)
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port
}

async function serve(scheme: 'http' | 'https'): Promise<URL> {
  if (scheme === 'http') return new URL(`http://127.0.0.1:${await listen(createServer(answerInChunks))}`)
  const certificate = createTestCertificate()
  const trusted = getCACertificates('default')
  setDefaultCACertificates([certificate.cert])
  onTestFinished(() => setDefaultCACertificates(trusted))
  return new URL(`https://localhost:${await listen(createHttpsServer(certificate, answerInChunks))}`)
}

it.each(['http', 'https'] as const)(
  'a response over %s that is paused stays with the system, and is whole when it is read on',
  async (scheme) => {
    const { body } = await postJson(
      await serve(scheme),
      '{}',
      {},
      {
        findProxy: withoutProxy,
        signal: new AbortController().signal,
      },
    )
    let received = 0
    body.on('data', (bytes: Buffer) => (received += bytes.length))
    await once(body, 'data')
    body.pause()
    // Until the server has written all.
    await new Promise((resolve) => setTimeout(resolve, 300))
    const held = body.readableLength
    body.resume()
    await once(body, 'end')
    expect([held <= 2 * chunk.length, received]).toEqual([true, chunk.length * chunkCount])
  },
)
