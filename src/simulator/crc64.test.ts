import { expect, it } from 'vitest'
import { crc64 } from './crc64.ts'

it.each([
  ['the nine digits of the catalogue', Buffer.from('123456789'), 0x995dc9bbdf1939fan.toString()],
  ['nothing', Buffer.alloc(0), '0'],
])('sums %s', (_what, bytes, expected) => {
  expect(crc64(bytes)).toBe(expected)
})
