// A document on its way: a place in the storage, the bytes, the parsing, the question (example H of the protocol notes).
import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { crc64 } from './crc64.ts'
import type { Simulator } from './index.ts'
import { askEvents, closeSimulators, openSimulator, until } from './test-client.ts'
import { callFor } from './test-cloud.ts'
import { askV2, at, bodies, conversationId } from './test-v2-client.ts'

afterEach(closeSimulators)

const bytes = Buffer.from('%PDF-1.7 a report, 报告')

async function askForPlace(simulator: Simulator, parameters: object = {}) {
  const { BotBizId } = await callFor(simulator, 'lke', 'DescribeRobotBizIDByAppKey', {
    AppKey: simulator.demoAppKey,
  })
  return callFor(simulator, 'lke', 'DescribeStorageCredential', {
    BotBizId,
    FileType: 'pdf',
    IsPublic: false,
    TypeKey: 'realtime',
    ...parameters,
  })
}

/** What a client knows of a document that it has uploaded. */
async function upload(simulator: Simulator, parameters: object = {}): Promise<Record<string, unknown>> {
  const place = await askForPlace(simulator, parameters)
  const response = await fetch(String(place['UploadUrl']), { method: 'PUT', body: bytes })
  return {
    session_id: conversationId,
    request_id: '8d7c6b5a49382716a5b4c3d2e1f00918',
    bot_app_key: simulator.demoAppKey,
    cos_bucket: place['Bucket'],
    cos_url: place['UploadPath'],
    file_type: 'pdf',
    file_name: 'report.pdf',
    e_tag: response.headers.get('etag'),
    cos_hash: response.headers.get('x-cos-hash-crc64ecma'),
    size: String(bytes.length),
  }
}

async function parse(simulator: Simulator, body: object): Promise<string> {
  const response = await fetch(`${simulator.url}/v1/qbot/chat/docParse`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return response.text()
}

function readDocumentId(stream: string): string {
  return /"doc_id":"(\d{19})"/.exec(stream)?.[1] ?? ''
}

it('gives a place for a document, and addresses that are the simulator’s own', async () => {
  const simulator = await openSimulator({ now: () => Date.now() })
  const place = await askForPlace(simulator)
  const path = String(place['UploadPath'])
  expect(place).toEqual({
    Credentials: {
      Token: expect.any(String),
      TmpSecretId: expect.stringMatching(/^AKID/),
      TmpSecretKey: expect.any(String),
      AppId: 1251316161,
    },
    StartTime: expect.any(Number),
    ExpiredTime: Number(place['StartTime']) + 600,
    Bucket: 'lke-realtime-1251316161',
    Region: 'ap-guangzhou',
    Type: 'cos',
    FilePath: expect.stringMatching(/^\/corp\/\d+\/\d+\/doc$/),
    ImagePath: expect.stringMatching(/^\/public\/\d+\/\d+\/image$/),
    UploadPath: expect.stringMatching(/^\/corp\/\d+\/\d+\/doc\/[0-9a-f]{20}\.pdf$/),
    UploadUrl: expect.stringContaining(`${simulator.url}/cos${path}?q-sign-algorithm=`),
    FileUrl: expect.stringContaining(`${simulator.url}/cos${path}?q-sign-algorithm=`),
    CorpUin: expect.any(String),
    RequestId: expect.any(String),
  })
})

it('stores what is put there, with its checksums, and gives it back', async () => {
  const simulator = await openSimulator()
  const place = await askForPlace(simulator, { IsPublic: true, FileType: 'png' })
  const put = await fetch(String(place['UploadUrl']), {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: bytes,
  })
  const got = await fetch(String(place['FileUrl']))
  expect([
    put.status,
    put.headers.get('etag'),
    put.headers.get('x-cos-hash-crc64ecma'),
    got.headers.get('content-type'),
    Buffer.from(await got.arrayBuffer()).equals(bytes),
  ]).toEqual([200, `"${createHash('md5').update(bytes).digest('hex')}"`, crc64(bytes), 'image/png', true])
})

it('takes nothing at a place it did not give, and has nothing where nothing was put', async () => {
  const simulator = await openSimulator()
  const place = await askForPlace(simulator)
  const responses = await Promise.all([
    fetch(`${simulator.url}/cos/corp/1/2/doc/x.pdf`, { method: 'PUT', body: bytes }),
    fetch(String(place['FileUrl'])),
    fetch(String(place['FileUrl']), { method: 'DELETE' }),
    fetch(String(place['UploadUrl']), { method: 'PUT', body: Buffer.alloc(21 * 1024 * 1024) }),
  ])
  expect(responses.map(({ status }) => status)).toEqual([403, 404, 405, 400])
})

it('parses a document as example H shows it', async () => {
  const simulator = await openSimulator()
  const stream = await parse(simulator, await upload(simulator))
  expect([stream.replace(readDocumentId(stream), 'DOCUMENT'), simulator.requests.at(-1)?.status]).toEqual([
    [
      'data: {"type":"parsing","payload":{"doc_id":"0","process":10,"status":"RUNNING","is_final":false,"error_message":""}}',
      '',
      'data: {"type":"parsing","payload":{"doc_id":"0","process":60,"status":"RUNNING","is_final":false,"error_message":""}}',
      '',
      'data: {"type":"parsing","payload":{"doc_id":"DOCUMENT","process":100,"status":"SUCCESS","is_final":true,"error_message":""}}',
      '',
      '',
    ].join('\n'),
    'answered',
  ])
})

it.each<[string, object, object, RegExp]>([
  [
    'a name that says so',
    {},
    { file_name: 'fail.pdf' },
    /"status":"FAILED","is_final":true,"error_message":"The document/,
  ],
  ['other bytes', {}, { e_tag: '"0123"' }, /"status":"FAILED","is_final":true,"error_message":"Invalid-URL"/],
  ['another checksum', {}, { cos_hash: '1' }, /"error_message":"Invalid-URL"/],
  ['another size', {}, { size: '1' }, /"error_message":"Invalid-URL"/],
  ['a whole address instead of a path', {}, { cos_url: 'https://x/y.pdf' }, /"error_message":"Invalid-URL"/],
  ['a place for pictures', { IsPublic: true }, {}, /"error_message":"Invalid-URL"/],
  ['a place of the knowledge base', { TypeKey: 'offline' }, {}, /"error_message":"Invalid-URL"/],
  ['an unknown AppKey', {}, { bot_app_key: 'nobody' }, /^data: \{"type":"error","error":\{"code":4505004,/],
  ['a size that is a number', {}, { size: 3 }, /^data: \{"type":"error","error":\{"code":400,/],
  ['no session', {}, { session_id: undefined }, /^data: \{"type":"error","error":\{"code":400,/],
  [
    'a name that wants a number',
    {},
    { file_name: 'number.pdf' },
    /"doc_id":179\d{16},"process":100,"status":"SUCCESS"/,
  ],
])('does not parse, or parses otherwise, for %s', async (_what, place, members, expected) => {
  const simulator = await openSimulator()
  expect(await parse(simulator, { ...(await upload(simulator, place)), ...members })).toMatch(expected)
})

it('never ends where the name says so, until the client leaves', async () => {
  const simulator = await openSimulator()
  const body = { ...(await upload(simulator)), file_name: 'stall.pdf' }
  const leaving = new AbortController()
  const response = await fetch(`${simulator.url}/v1/qbot/chat/docParse`, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: leaving.signal,
  })
  const reading = response.text().catch(() => undefined)
  await until(() => simulator.requests.at(-1)?.status === 'answering')
  leaving.abort()
  await reading
  await until(() => simulator.requests.at(-1)?.status === 'aborted')
})

it('takes a parsed document in the session it was parsed for alone, in either generation', async () => {
  const simulator = await openSimulator()
  const documentId = readDocumentId(await parse(simulator, await upload(simulator)))
  const file = {
    FileName: 'report.pdf',
    FileSize: '26',
    FileUrl: 'https://x/y.pdf',
    FileType: 'pdf',
    DocId: documentId,
  }
  const Contents = [
    { Type: 'text', Text: '/say Read.' },
    { Type: 'file', File: file },
  ]
  const file_infos = [
    {
      doc_id: documentId,
      file_name: 'report.pdf',
      file_size: '26',
      file_type: 'pdf',
      file_url: 'https://x/y.pdf',
    },
  ]
  const v2 = async (ConversationId: string) =>
    at(bodies(await askV2(simulator, '', { Contents, ConversationId }), 'error')[0], 'Error.Code')
  const v1 = async (session_id: string) =>
    (await askEvents(simulator, '/say Read.', { file_infos, session_id })).at(-1)?.name
  expect([
    await v2(conversationId),
    await v2('d'.repeat(36)),
    await v1(conversationId),
    await v1('sess-0001'),
  ]).toEqual([undefined, 400, 'reply', 'error'])
})

it('asks for a place under either name of an application, or of none', async () => {
  const simulator = await openSimulator()
  const { BotBizId } = await callFor(simulator, 'lke', 'DescribeRobotBizIDByAppKey', {
    AppKey: simulator.demoAppKey,
  })
  const call = (parameters: object) => callFor(simulator, 'adp', 'DescribeStorageCredential', parameters)
  const path = String((await call({ AppId: '0', FileType: 'md', IsPublic: true }))['UploadPath'])
  const download = await call({ AppId: '0', CosUrl: path })
  expect([
    at(await call({ AppId: BotBizId, FileType: 'pdf' }), 'Bucket'),
    path.includes('/0/image/'),
    [download['DownloadUrl'], download['UploadUrl']],
    at(await call({ AppId: '7', FileType: 'pdf' }), 'Error.Code'),
    at(await call({ AppId: '0', FileType: 'pdf', TypeKey: 'tomorrow' }), 'Error.Code'),
  ]).toEqual([
    'lke-realtime-1251316161',
    true,
    [`${simulator.url}/cos${path}?q-sign-algorithm=sha1`, ''],
    'FailedOperation',
    'InvalidParameterValue',
  ])
})
