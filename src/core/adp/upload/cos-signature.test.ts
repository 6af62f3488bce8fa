import { expect, it } from 'vitest'
import { signCosRequest } from './cos-signature.ts'

// The example of the document of the store: the same keys, time and headers have to give the same signature.
it('signs as the document of the object store shows it', () => {
  const authorization = signCosRequest(
    {
      method: 'PUT',
      url: new URL(
        'https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com/exampleobject%28%E8%85%BE%E8%AE%AF%E4%BA%91%29',
      ),
      headers: {
        'content-length': '13',
        'content-md5': 'mQ/fVh815F3k6TAUm8m0eg==',
        'content-type': 'text/plain',
        date: 'Thu, 16 May 2019 06:45:51 GMT',
        host: 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com',
        'x-cos-acl': 'private',
        'x-cos-grant-read': 'uin="100000000011"',
      },
    },
    { secretId: 'AKIDEXAMPLE', secretKey: 'BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz' },
    { from: 1557989151, until: 1557996351 },
  )
  expect(authorization).toBe(
    'q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=1557989151;1557996351' +
      '&q-key-time=1557989151;1557996351' +
      '&q-header-list=content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read' +
      '&q-url-param-list=&q-signature=3b8851a11a569213c17ba8fa7dcf2abec6935172',
  )
})
