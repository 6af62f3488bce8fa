import fastCheck from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSocketPacket, encodeConnect, encodeEvent, type SocketPacket } from './socket-io.ts'

function event(name: string, body: unknown, text = JSON.stringify(body)): SocketPacket {
  return { type: 'event', name, body, text }
}

function unreadable(name: string | undefined, text: string): SocketPacket {
  return { type: 'unreadable', name, text }
}

const other: SocketPacket = { type: 'other' }

describe('a packet of Socket.IO', () => {
  it.each<[string, SocketPacket]>([
    ['0', { type: 'connected' }],
    ['0{"sid":"x"}', { type: 'connected' }],
    ['1', { type: 'disconnected' }],
    ['4{"message":"460001: no"}', { type: 'refused', message: '460001: no' }],
    ['4{"message":"no","data":{"code":1}}', { type: 'refused', message: 'no' }],
    ['4"no"', { type: 'refused', message: 'no' }],
    ['4{"reason":"no"}', { type: 'refused', message: '{"reason":"no"}' }],
    ['4', { type: 'refused', message: '' }],
    ['2["reply",{"payload":{"a":1}}]', event('reply', { payload: { a: 1 } })],
    ['217["reply",{"a":1}]', event('reply', { a: 1 })],
    ['2["reply", {"a": 1} ]', event('reply', { a: 1 }, ' {"a": 1} ')],
    ['2[ "reply" , {"a":1}]', event('reply', { a: 1 })],
    ['2["re\\"ply",{"a":1}]', event('re"ply', { a: 1 })],
    ['2["reply",{"a":1},{"b":2}]', event('reply', { a: 1 })],
    ['2["reply","text with \\"] in it"]', event('reply', 'text with "] in it')],
    ['2["reply"]', event('reply', undefined, '')],
    [
      '2["reply",{"id":1873345678901234567}]',
      event('reply', { id: '1873345678901234567' }, '{"id":1873345678901234567}'),
    ],
    ['2["reply",{"a":', unreadable('reply', '["reply",{"a":')],
    ['2[nonsense]', unreadable(undefined, '[nonsense]')],
    ['2[1,2]', other],
    ['2[]', other],
    ['2{"a":1}', other],
    ['2', other],
    ['2abc["reply",{}]', other],
    ['2/admin,["reply",{}]', other],
    ['0/admin,{"sid":"x"}', other],
    ['31["an acknowledgement"]', other],
    ['51-["reply",{"_placeholder":true,"num":0}]', other],
    ['61-1[]', other],
    ['', other],
    ['9', other],
  ])('%j', (text, packet) => {
    expect(decodeSocketPacket(text)).toEqual(packet)
  })

  it('of any text is decoded without throwing', () => {
    const text = fastCheck.oneof(
      fastCheck.string({ unit: 'binary' }),
      fastCheck
        .tuple(fastCheck.constantFrom('2[', '2["', '42["a",', '4{', '0'), fastCheck.string())
        .map(([a, b]) => a + b),
    )
    fastCheck.assert(
      fastCheck.property(text, (packet) => typeof decodeSocketPacket(packet).type === 'string'),
      {
        numRuns: 2000,
      },
    )
  })

  it('that was encoded is decoded to the same', () => {
    const body = fastCheck.dictionary(fastCheck.string(), fastCheck.string({ unit: 'binary' }))
    fastCheck.assert(
      fastCheck.property(fastCheck.string({ unit: 'binary' }), body, (name, sent) => {
        expect(decodeSocketPacket(encodeEvent({ name, body: sent }))).toEqual(event(name, sent))
      }),
    )
  })
})

it('a token is sent as the document shows it', () => {
  expect(encodeConnect('a-b"c')).toBe('0{"token":"a-b\\"c"}')
})
