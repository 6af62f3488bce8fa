import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { drawTrayIcon } from './tray-icon.ts'

/** The parts of a PNG without a palette whose rows have no filter. */
function read(png: Buffer) {
  const edge = png.readUInt32BE(16)
  // Signature, IHDR of 25 bytes, length and name of IDAT.
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))
  const pixel = (x: number, y: number) => [...rows.subarray(y * (edge * 4 + 1) + 1 + x * 4).subarray(0, 4)]
  return { edge, length: rows.length, pixel }
}

describe('the picture in the tray', () => {
  it.each([1, 2])('has an edge of 16 units at scale %i', (scale) => {
    const { edge, length } = read(drawTrayIcon(scale, false))
    expect([edge, length]).toEqual([16 * scale, 16 * scale * (16 * scale * 4 + 1)])
  })

  it('is a bubble with nothing around it', () => {
    const { pixel } = read(drawTrayIcon(2, false))
    expect([pixel(0, 0), pixel(16, 8), pixel(16, 14)]).toEqual([
      [0x3f, 0x78, 0xe6, 0],
      [0x3f, 0x78, 0xe6, 255],
      [0x3f, 0x78, 0xe6, 0],
    ])
  })

  it('is black for a menu bar that colours it', () => {
    expect(read(drawTrayIcon(1, true)).pixel(8, 3)).toEqual([0, 0, 0, 255])
  })
})
