// Owns the one picture that the simulator serves: a lighthouse at night, drawn when it is first asked for, as a PNG.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'
import { sendHttpError } from './http.ts'

const width = 320
const height = 200

let drawn: Buffer | undefined

export function answerPicture(request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') {
    response.setHeader('allow', 'GET')
    return sendHttpError(response, 405, 'Only GET is answered here.')
  }
  drawn ??= encodePng()
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': drawn.length }).end(drawn)
}

type Color = readonly [red: number, green: number, blue: number]

function colorAt(x: number, y: number): Color {
  const fromAxis = Math.abs(x - 90)
  const towerWidth = 10 + (y - 60) / 10
  if (y > 52 && y <= 64 && fromAxis < 9) return [255, 226, 120]
  if (y > 64 && y < 165 && fromAxis < towerWidth)
    return Math.floor(y / 20) % 2 === 0 ? [235, 235, 230] : [196, 60, 52]
  const isBeam = x > 90 && Math.abs(y - 58) < (x - 90) / 5
  if (y >= 165) return [24, 44, 70 + Math.round(12 * Math.sin(x / 9 + y))]
  return isBeam ? [120, 120, 110] : [18, 26, 52 + Math.floor(y / 4)]
}

/** PNG, third edition: signature, header, one run of compressed lines without filters, end. */
function encodePng(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8) // 8 bits a channel, red green blue
  const lines = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => colorAt(x, y)).flat(),
  ])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
