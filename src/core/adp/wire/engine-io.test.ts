import { expect, it } from 'vitest'
import { decodeEnginePacket, type EnginePacket } from './engine-io.ts'

const documented = { type: 'open', pingIntervalMs: 25_000, pingTimeoutMs: 5_000 } as const

it.each<[string, EnginePacket]>([
  ['0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":5000}', documented],
  [
    '0{"sid":"x","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}',
    { type: 'open', pingIntervalMs: 300, pingTimeoutMs: 200 },
  ],
  ['0', documented],
  ['0{"sid":', documented],
  ['0{"pingInterval":-1,"pingTimeout":1e99}', documented],
  ['1', { type: 'close' }],
  ['2', { type: 'ping' }],
  ['2probe', { type: 'ping' }],
  ['3', { type: 'other' }],
  ['40{"sid":"y"}', { type: 'message', text: '0{"sid":"y"}' }],
  ['4', { type: 'message', text: '' }],
  ['5', { type: 'other' }],
  ['6', { type: 'other' }],
  ['', { type: 'other' }],
  ['hello', { type: 'other' }],
])('the frame %j', (frame, packet) => {
  expect(decodeEnginePacket(frame)).toEqual(packet)
})
