// Both test vectors of the protocol notes, and what is made of a signature that is not good.
import { expect, it } from 'vitest'
import { fullCredential } from './credentials.ts'
import { findSigner, sign } from './signature.ts'

const stars = '*'.repeat(32)

it.each([
  [
    'the published example',
    {
      secretKey: stars,
      product: 'cvm',
      timestamp: '1551113065',
      host: 'cvm.tencentcloudapi.com',
      action: 'DescribeInstances',
      body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
    },
    {
      bodyDigest: '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
      requestDigest: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
      signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
    },
  ],
  [
    'a call for a socket token',
    {
      secretKey: 'SECRETEXAMPLE',
      product: 'adp',
      timestamp: '1780000000',
      host: 'adp.tencentcloudapi.com',
      action: 'CreateWebSocketToken',
      body: '{"Type":5,"AppKey":"app-key-1","UserId":"user-1"}',
    },
    {
      bodyDigest: '1da89e728fd8e8d41fbbf95e2c06bb58c5c39f220ee1c05238e1215ce5434de5',
      requestDigest: '320860b149834a3198ccb0fe275b3279eeebb8cbe99287b2293a1eeaff0c092e',
      signature: 'f1062f3db666fe7cb26bd03e58f3820360dc419b53a9c0db2c6b96c9f58c61a6',
    },
  ],
])('signs %s', (_what, { secretKey, product, timestamp, host, action, body }, expected) => {
  const headers = [
    ['content-type', 'application/json; charset=utf-8'],
    ['host', host],
    ['x-tc-action', action],
  ] as const
  expect(sign({ secretKey, product, timestamp, headers, body: Buffer.from(body) })).toEqual(expected)
})

const now = 1_780_000_000_000
const body = Buffer.from('{"Type":5}')

/** The headers of a good call, with some of them changed after it was signed. */
function call(changes: Readonly<Record<string, string | undefined>> = {}, skewSeconds = 0) {
  const timestamp = String(now / 1000 + skewSeconds)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    host: '127.0.0.1:5000',
    'x-tc-action': 'GetWsToken',
  }
  const { signature } = sign({
    secretKey: fullCredential.secretKey,
    product: 'lke',
    timestamp,
    headers: Object.entries(headers),
    body,
  })
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const authorization = `TC3-HMAC-SHA256 Credential=${fullCredential.secretId}/${date}/lke/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`
  return findSigner({
    headers: { ...headers, 'x-tc-timestamp': timestamp, authorization, ...changes },
    body,
    now,
  })
}

it('takes a good signature, and the product from its scope', () => {
  expect(call()).toEqual({ signer: { credential: fullCredential, product: 'lke' } })
})

it.each([
  ['another host', { host: 'localhost:5000' }, 0, 'AuthFailure.SignatureFailure'],
  ['another content type', { 'content-type': 'application/json' }, 0, 'AuthFailure.SignatureFailure'],
  ['a signed header that did not come', { 'x-tc-action': undefined }, 0, 'AuthFailure.SignatureFailure'],
  ['another time', { 'x-tc-timestamp': '1780000001' }, 0, 'AuthFailure.SignatureFailure'],
  ['no authorization', { authorization: undefined }, 0, 'AuthFailure.SignatureFailure'],
  ['an authorization of another kind', { authorization: 'Bearer x' }, 0, 'AuthFailure.SignatureFailure'],
  [
    'a key that is not known',
    {
      authorization: `TC3-HMAC-SHA256 Credential=AKIDnobody/2026-05-28/lke/tc3_request, SignedHeaders=content-type;host, Signature=${'0'.repeat(64)}`,
    },
    0,
    'AuthFailure.SecretIdNotFound',
  ],
  ['a clock that is 301 seconds late', {}, -301, 'AuthFailure.SignatureExpire'],
  ['a clock that is 301 seconds early', {}, 301, 'AuthFailure.SignatureExpire'],
  ['a clock that is 300 seconds late', {}, -300, undefined],
])('judges %s', (_what, changes, skewSeconds, code) => {
  const result = call(changes, skewSeconds)
  expect('failure' in result ? result.failure.code : undefined).toBe(code)
})
