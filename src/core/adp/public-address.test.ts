import { describe, expect, it } from 'vitest'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

describe('an address', () => {
  it.each([
    '0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1',
    '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.51.100.1', '203.0.113.1', '224.0.0.1',
    '239.255.255.250', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1',
    '2001::1', '2001:10::1', '2001:db8::1', '2002:7f00:1::1', '3fff::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1',
    'ff02::1', '5f00::1', 'not an address', '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  }) // prettier-ignore

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '198.18.0.7',
    '203.0.112.1',
    '2606:4700::1111',
    '2408:8000::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it('is of this machine when it is one of its loopback addresses', () => {
    const addresses = ['127.0.0.1', '127.8.0.1', '::1', '128.0.0.1', '::2']
    expect(addresses.filter(isLoopbackAddress)).toEqual(['127.0.0.1', '127.8.0.1', '::1'])
  })
})
