// Files on their way to the simulator, which checks leave, signature, bytes, session and shape by itself.
import { randomUUID } from 'node:crypto'
import { truncateSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../../simulator/index.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { createTestClock } from '../../test-clock.ts'
import {
  createAdpClient,
  createSocketPool,
  type AdpClient,
  type AdpConnection,
  type SentFile,
} from '../client.ts'
import { createUploadPermit, type UploadPermit } from '../cloud/storage.ts'
import { createCloudApi } from '../cloud/api.ts'
import { fetchApplicationId } from '../cloud/application.ts'
import { createListeningPace } from '../listening-pace.ts'
import { withoutProxy } from '../proxy.ts'
import type { Result } from '../result.ts'
import { fold } from '../test-fixtures.ts'
import { startTestProxy } from '../test-proxy.ts'
import { putObject } from './put-object.ts'
import { connectTo, createFile } from './test-files.ts'
import { uploadFile, type LocalFile, type UploadAround } from './upload-file.ts'

const never = new AbortController().signal
const pdf = Buffer.from('%PDF-1.7 a report, 报告')
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('pixels')])

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(() => simulator.close())

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function upload(
  file: LocalFile,
  around: Partial<UploadAround> = {},
  connection: AdpConnection = connectTo(simulator),
): Promise<Result<SentFile>> {
  return uploadFile(connection, file, {
    clock: systemClock,
    findProxy: withoutProxy,
    onProgress: () => undefined,
    signal: never,
    ...around,
  })
}

/** What came of it, in a few words. */
function outline(result: Result<unknown>): string {
  if (result.ok) return 'sent'
  const { code, detail } = result.failure
  const about = detail?.cloudCode ?? detail?.remoteMessage ?? detail?.cause ?? detail?.remoteCode ?? ''
  return `${code} ${about}`.trim()
}

it('an image comes to lie under a public address, byte for byte', async () => {
  const sent = await upload(createFile('图 1.png', png, { kind: 'image' }))
  const url = sent.ok ? sent.value.url : ''
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  expect([sent, url.includes('/public/'), bytes.equals(png)]).toEqual([
    { ok: true, value: { name: '图 1.png', fileType: 'png', sizeBytes: png.length, kind: 'image', url } },
    true,
    true,
  ])
})

it('a document is uploaded and parsed, and says how far it is', async () => {
  const stages: string[] = []
  const sent = await upload(createFile('report.pdf', pdf), {
    onProgress: ({ stage, share }) => stages.push(`${stage} ${share}`),
  })
  expect([sent.ok && sent.value.documentId, stages]).toEqual([
    expect.stringMatching(/^179\d{16}$/),
    ['uploading 0', 'uploading 1', 'parsing 0', 'parsing 0.1', 'parsing 0.6', 'parsing 1'],
  ])
})

it('an id that is a number beyond 2^53 keeps all its digits', async () => {
  const sent = await upload(createFile('number.pdf', pdf))
  expect(sent.ok && sent.value.documentId).toMatch(/^179\d{16}$/)
})

it('a document for an application that reads files by itself is not parsed', async () => {
  const sent = await upload(createFile('fail.pdf', pdf, { isParsed: false }))
  expect(sent.ok && sent.value.documentId).toBeUndefined()
})

it.each<[string, () => Promise<Result<unknown>>, string]>([
  [
    'without credentials',
    () => {
      const { credentials, ...connection } = connectTo(simulator)
      expect(credentials).toBeDefined()
      return upload(createFile('a.pdf', pdf), {}, connection)
    },
    'attachments-need-credentials',
  ],
  [
    'with a wrong key',
    () => {
      const credentials = { ...simulator.credentials, secretKey: 'x'.repeat(32) }
      return upload(createFile('a.pdf', pdf), {}, connectTo(simulator, { credentials }))
    },
    'credentials-refused AuthFailure.SignatureFailure',
  ],
  [
    'a document that cannot be read',
    () => upload(createFile('fail.pdf', pdf)),
    'document-not-parsed The document cannot be parsed.',
  ],
  [
    'a file that is shorter by now',
    () => {
      const file = createFile('a.pdf', pdf)
      truncateSync(file.path, 3)
      return upload(file)
    },
    'attachment-gone',
  ],
  [
    'a file that is gone',
    () => upload({ ...createFile('a.pdf', pdf), path: '/nowhere/at/all' }),
    'attachment-gone',
  ],
])('%s', async (_what, act, expected) => {
  expect(outline(await act())).toBe(expected)
})

it('an upload that is not wanted any more ends at once', async () => {
  const abort = new AbortController()
  const sent = upload(createFile('stall.pdf', pdf), {
    signal: abort.signal,
    onProgress: ({ share }) => {
      if (share === 0.6) abort.abort()
    },
  })
  expect(outline(await sent)).toBe('cut-off ABORTED')
})

it('a parsing that is never done is given up after two minutes', async () => {
  const clock = createTestClock(Date.now())
  const sent = upload(createFile('stall.pdf', pdf), {
    clock,
    onProgress: ({ share }) => {
      if (share === 0.6) clock.advance(120_000)
    },
  })
  expect(outline(await sent)).toBe('document-not-parsed TIMED_OUT')
})

it('every request goes through the proxy of the person', async () => {
  const proxy = await startTestProxy(Number(new URL(simulator.url).port))
  const sent = await upload(createFile('report.pdf', pdf), { findProxy: () => Promise.resolve(proxy.url) })
  // Application, leave, upload, parsing.
  expect([outline(sent), proxy.asked.length]).toEqual(['sent', 4])
})

/** Leave to upload a document, with the address of the simulator in the place of the store's own. */
async function askForPermit(where = simulator): Promise<UploadPermit> {
  const place = connectTo(where)
  const api = createCloudApi({
    place,
    credentials: where.credentials,
    clock: systemClock,
    findProxy: withoutProxy,
  })
  const application = await fetchApplicationId(api, { appKey: where.demoAppKey }, never)
  const applicationId = application.ok ? application.value : ''
  const permit = await createUploadPermit(api, { applicationId, fileType: 'pdf', isImage: false }, never)
  if (!permit.ok) throw new Error(permit.failure.code)
  return { ...permit.value, objectUrl: `${where.url}/cos${permit.value.path}` }
}

async function put(permit: UploadPermit): Promise<string> {
  const around = { clock: systemClock, findProxy: withoutProxy, signal: never, onSent: () => undefined }
  return outline(await putObject(permit, createFile('报告 (1).pdf', pdf), around))
}

it('where there is no signed address, the request is signed with the keys of the permit, or refused', async () => {
  const permit = { ...(await askForPermit()), uploadUrl: undefined }
  expect([
    await put(permit),
    await put({ ...permit, secretKey: 'another' }),
    await put({ ...permit, sessionToken: 'another' }),
    await put({ ...permit, startsAt: Date.now() - 900_000, expiresAt: Date.now() - 300_000 }),
  ]).toEqual([
    'sent',
    'upload-refused SignatureDoesNotMatch',
    'upload-refused AccessDenied',
    'upload-refused RequestTimeTooSkewed',
  ])
})

it('a permit that has expired, or is for another place, is refused with the word of the store', async () => {
  let now = Date.now()
  const strict = await startSimulator({ pace: 'instant', now: () => now })
  closers.push(() => strict.close())
  const permit = await askForPermit(strict)
  const elsewhere = { ...permit, uploadUrl: `${permit.uploadUrl ?? ''}`.replace('/doc/', '/other/') }
  now += 601_000
  expect([await put(permit), await put(elsewhere)]).toEqual([
    'upload-refused AccessDenied',
    'upload-refused AccessDenied',
  ])
})

it('a store that takes the bytes and says nothing of them is none', async () => {
  const server = createServer((request, response) => request.resume().on('end', () => response.end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  // Safe: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  expect(await put({ ...(await askForPermit()), uploadUrl: `http://127.0.0.1:${port}/x` })).toBe('not-adp')
})

it.each(
  (['v1', 'v2'] as const).flatMap((version) =>
    (['sse', 'websocket'] as const).map((way) => [version, way] as const),
  ),
)('a question with files is answered as one, %s over %s', async (protocolVersion, accessMethod) => {
  const connection = connectTo(simulator, { protocolVersion, accessMethod })
  const conversationId = conversationIdSchema.parse(randomUUID())
  const files = [
    await upload(createFile('pixels.png', png, { kind: 'image', conversationId })),
    await upload(createFile('报告 (1).pdf', pdf, { conversationId })),
  ].flatMap((sent) => (sent.ok ? [sent.value] : []))
  const answer = await ask(connection, { requestId: randomUUID(), conversationId, text: '', files })
  const text = answer.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join()
  expect([answer.status, text.includes('报告 (1).pdf'), text.includes('an image')]).toEqual([
    'complete',
    true,
    true,
  ])
})

it('a document that was parsed for another conversation is refused', async () => {
  const sent = await upload(createFile('report.pdf', pdf))
  const conversationId = conversationIdSchema.parse(randomUUID())
  const files = sent.ok ? [sent.value] : []
  const answer = await ask(connectTo(simulator), {
    requestId: randomUUID(),
    conversationId,
    text: 'What?',
    files,
  })
  expect([answer.status, answer.failure?.detail?.remoteCode]).toEqual(['failed', 400])
})

async function ask(connection: AdpConnection, question: Parameters<AdpClient['ask']>[0]) {
  const pace = createListeningPace(systemClock)
  const around = { clock: systemClock, log: silentLog, random: Math.random, pace, findProxy: withoutProxy }
  const sockets = createSocketPool(around)
  closers.push(() => sockets.close())
  const report = { onAccepted: () => undefined, onSocketState: () => undefined }
  const client = createAdpClient(connection, report, { ...around, sockets })
  const events: AnswerEvent[] = []
  await client.ask(question, (batch) => events.push(...batch), never)
  return fold(events)
}
