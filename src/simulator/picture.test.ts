import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picturePath } from './addresses.ts'
import { startSimulator, type Simulator } from './index.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(() => simulator.close())

describe('the picture', () => {
  it('is a PNG of its size, with a line of pixels for each row', async () => {
    const response = await fetch(simulator.url + picturePath)
    const bytes = Buffer.from(await response.arrayBuffer())
    const data = bytes.indexOf('IDAT')
    const pixels = inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)))
    expect([
      response.headers.get('content-type'),
      bytes.toString('latin1', 0, 8),
      bytes.readUInt32BE(16),
      bytes.readUInt32BE(20),
      pixels.length,
    ]).toEqual(['image/png', '\x89PNG\r\n\x1a\n', 320, 200, 200 * (1 + 320 * 3)])
  })

  it('can only be read', async () => {
    const response = await fetch(simulator.url + picturePath, { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })
})
