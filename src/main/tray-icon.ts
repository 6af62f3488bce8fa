// Owns the picture in the tray: a speech bubble, drawn here because it is small and needed in several sizes. macOS takes its
// alpha channel alone and colours it like the rest of the menu bar; elsewhere it has to be seen on light and on dark.
import { crc32, deflateSync } from 'node:zlib'

/** Edge of the picture in the system's own units. */
const size = 16
const samplesPerEdge = 4
const blue = [0x3f, 0x78, 0xe6] as const
const black = [0, 0, 0] as const

/** A PNG of `16 × scale` pixels. */
export function drawTrayIcon(scale: number, isTemplate: boolean): Buffer {
  const edge = Math.round(size * scale)
  const [red, green, blueness] = isTemplate ? black : blue
  const rows: number[] = []
  for (let y = 0; y < edge; y += 1) {
    // No filter for this row.
    rows.push(0)
    for (let x = 0; x < edge; x += 1) rows.push(red, green, blueness, Math.round(255 * coverage(x, y, scale)))
  }
  return encodePng(edge, Buffer.from(rows))
}

/** How much of a pixel the bubble fills, 0 to 1. */
function coverage(pixelX: number, pixelY: number, scale: number): number {
  let inside = 0
  for (let index = 0; index < samplesPerEdge ** 2; index += 1) {
    const x = (pixelX + ((index % samplesPerEdge) + 0.5) / samplesPerEdge) / scale
    const y = (pixelY + (Math.floor(index / samplesPerEdge) + 0.5) / samplesPerEdge) / scale
    if (isInBubble(x, y)) inside += 1
  }
  return inside / samplesPerEdge ** 2
}

function isInBubble(x: number, y: number): boolean {
  const isInDot = [4.7, 8, 11.3].some((dot) => Math.hypot(x - dot, y - 7) < 1.1)
  const isInBody = Math.hypot(beyond(x, 4.5, 11.5), beyond(y, 5.5, 8.5)) < 3.5
  const isInTail = x > 4 && y > 10 && x - 4 < (14.8 - y) * 0.9
  return (isInBody && !isInDot) || isInTail
}

/** How far a number is outside of a range. */
function beyond(value: number, from: number, to: number): number {
  return Math.max(from - value, 0, value - to)
}

function encodePng(edge: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(edge, 0)
  header.writeUInt32BE(edge, 4)
  // Eight bits a channel, red, green, blue and alpha.
  header.set([8, 6], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(rows)),
    encodeChunk('IEND', Buffer.alloc(0)),
  ])
}

function encodeChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}
