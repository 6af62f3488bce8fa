import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeCanonicalRequest, sign, type CallToSign, type Credentials } from './sign.ts'

interface Vector {
  readonly credentials: Credentials
  readonly call: CallToSign
  readonly bodyHash: string
  readonly canonicalHash: string
  readonly headers: Record<string, string>
}

const vectors: Record<string, Vector> = {
  // API reference, signature method v3.
  'the example of the API reference': {
    credentials: { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32) },
    call: {
      service: 'cvm',
      host: 'cvm.tencentcloudapi.com',
      action: 'DescribeInstances',
      timestamp: 1551113065,
      body: Buffer.from(
        String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
      ),
    },
    bodyHash: '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
    canonicalHash: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    headers: {
      authorization:
        'TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
      'content-type': 'application/json; charset=utf-8',
      host: 'cvm.tencentcloudapi.com',
      'x-tc-action': 'DescribeInstances',
      'x-tc-timestamp': '1551113065',
    },
  },
  'a token for a WebSocket': {
    credentials: { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' },
    call: {
      service: 'adp',
      host: 'adp.tencentcloudapi.com',
      action: 'CreateWebSocketToken',
      timestamp: 1780000000,
      body: Buffer.from('{"Type":5,"AppKey":"app-key-1","UserId":"user-1"}'),
    },
    bodyHash: '1da89e728fd8e8d41fbbf95e2c06bb58c5c39f220ee1c05238e1215ce5434de5',
    canonicalHash: '320860b149834a3198ccb0fe275b3279eeebb8cbe99287b2293a1eeaff0c092e',
    headers: {
      authorization:
        'TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2026-05-28/adp/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=f1062f3db666fe7cb26bd03e58f3820360dc419b53a9c0db2c6b96c9f58c61a6',
      'content-type': 'application/json; charset=utf-8',
      host: 'adp.tencentcloudapi.com',
      'x-tc-action': 'CreateWebSocketToken',
      'x-tc-timestamp': '1780000000',
    },
  },
}

describe('the signature', () => {
  it.each(Object.entries(vectors))('of %s is right in every step', (_name, vector) => {
    const canonical = encodeCanonicalRequest(vector.call)
    expect({
      bodyHash: canonical.split('\n').at(-1),
      canonicalHash: createHash('sha256').update(canonical).digest('hex'),
      headers: sign(vector.credentials, vector.call),
    }).toEqual({
      bodyHash: vector.bodyHash,
      canonicalHash: vector.canonicalHash,
      headers: vector.headers,
    })
  })

  it('vouches for the port and for every byte of the body', () => {
    const call = {
      service: 'adp',
      host: '127.0.0.1:4000',
      action: 'CreateConversation',
      timestamp: 1780000000,
      body: Buffer.from('{"UserId":"访客"}'),
    }
    expect(encodeCanonicalRequest(call)).toBe(
      [
        'POST',
        '/',
        '',
        'content-type:application/json; charset=utf-8',
        'host:127.0.0.1:4000',
        'x-tc-action:createconversation',
        '',
        'content-type;host;x-tc-action',
        createHash('sha256').update('{"UserId":"访客"}', 'utf8').digest('hex'),
      ].join('\n'),
    )
  })
})
