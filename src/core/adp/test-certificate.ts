// Owns certificates for tests of TLS: self-signed, made anew for every run, with the host and the dates that are asked
// for. Written out in DER by hand (RFC 5280), because Node has no call for it and no key should lie in the repository.
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

export interface TestCertificate {
  readonly key: string
  readonly cert: string
}

export function createTestCertificate({ host = 'localhost', isExpired = false } = {}): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const algorithm = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])) // ecdsa-with-SHA256
  const commonName = sequence(objectId([0x55, 0x04, 0x03]), tagged(0x0c, Buffer.from('ADP Desk test')))
  const name = sequence(tagged(0x31, commonName))
  const validity = sequence(generalizedTime('2001'), generalizedTime(isExpired ? '2002' : '2999'))
  const alternativeName = sequence(
    objectId([0x55, 0x1d, 0x11]),
    tagged(0x04, sequence(tagged(0x82, Buffer.from(host)))),
  )
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))), // version 3
    tagged(0x02, Buffer.from([1])), // serial number
    algorithm,
    name,
    validity,
    name,
    publicKey,
    tagged(0xa3, sequence(alternativeName)),
  )
  const signature = sign('sha256', body, createPrivateKey(privateKey))
  const certificate = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n')
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` }
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from(head), content])
}

function sequence(...items: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(items))
}

function objectId(bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes))
}

function generalizedTime(year: string): Buffer {
  return tagged(0x18, Buffer.from(`${year}0101000000Z`))
}
