import { afterEach, describe, expect, it } from 'vitest'
import { createUploadPermit } from './storage.ts'
import { closeServers, never, serveCloud, summary } from './test-server.ts'

afterEach(closeServers)

const keys = {
  Token: 'session',
  TmpSecretId: 'temporary id',
  TmpSecretKey: 'temporary key',
  AppId: 1251316161,
}
const bucket = { Bucket: 'lke-realtime-1251316161', Region: 'ap-guangzhou', Type: 'cos' }
const permit = {
  secretId: 'temporary id',
  secretKey: 'temporary key',
  sessionToken: 'session',
  bucket: 'lke-realtime-1251316161',
  region: 'ap-guangzhou',
  path: '/corp/1/2/doc/x.pdf',
  objectUrl: 'https://lke-realtime-1251316161.cos.ap-guangzhou.myqcloud.com/corp/1/2/doc/x.pdf',
}

async function ask(members: object, isImage = false) {
  const { api, calls } = await serveCloud(() => members)
  const file = { applicationId: 'app-1', fileType: isImage ? 'png' : 'pdf', isImage }
  return { result: summary(await createUploadPermit(api, file, never)), calls }
}

describe('leave to upload a file', () => {
  it.each([
    [false, { FileType: 'pdf', IsPublic: false }],
    [true, { FileType: 'png', IsPublic: true }],
  ])('is asked for by what it is (a picture: %s)', async (isImage, members) => {
    const answer = { Credentials: keys, ...bucket, UploadPath: '/corp/1/2/doc/x.pdf' }
    expect(await ask(answer, isImage)).toEqual({
      result: permit,
      calls: [
        {
          call: 'lke DescribeStorageCredential 2023-11-30 ap-guangzhou',
          isSigned: true,
          body: { BotBizId: 'app-1', TypeKey: 'realtime', ...members },
        },
      ],
    })
  })

  const paths = {
    UploadPath: '/corp/1/2/doc/x.pdf',
    UploadUrl: 'https://cos.example.com/put',
    FileUrl: 'https://cos.example.com/get',
  }

  it.each([
    ['at the top', paths],
    ['together, as newer builds have them', { StoragePath: paths, UploadUrl: '' }],
  ])('has its times and addresses, %s', async (_where, members) => {
    const times = { StartTime: 1771812105, ExpiredTime: '1771812705' }
    const { result } = await ask({ Credentials: keys, ...bucket, Type: null, ...times, ...members })
    expect(result).toEqual({
      ...permit,
      startsAt: 1771812105000,
      expiresAt: 1771812705000,
      uploadUrl: 'https://cos.example.com/put',
      downloadUrl: 'https://cos.example.com/get',
    })
  })

  it.each([
    ['keys', { ...bucket, UploadPath: '/x' }],
    ['a whole key', { Credentials: { ...keys, Token: '' }, ...bucket, UploadPath: '/x' }],
    ['a bucket', { Credentials: keys, UploadPath: '/x' }],
    ['a path', { Credentials: keys, ...bucket }],
  ])('is none without %s', async (_what, members) => {
    expect((await ask(members)).result).toEqual({
      code: 'cloud-failed',
      retryable: false,
      detail: { cause: 'UNEXPECTED_RESPONSE' },
    })
  })
})
