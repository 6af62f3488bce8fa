import fastCheck from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseWireJson } from './parse-wire-json.ts'

describe('JSON of the service', () => {
  it('keeps whole numbers above 2^53 exact, wherever they stand', () => {
    const text =
      '{"id":1873345678901234567,"list":[-9007199254740993, 1859876543210987654],"x":\t10000000000000001}'
    expect(parseWireJson(text)).toEqual({
      ok: true,
      value: {
        id: '1873345678901234567',
        list: ['-9007199254740993', '1859876543210987654'],
        x: '10000000000000001',
      },
    })
  })

  it('leaves all other numbers and digits in texts alone', () => {
    const value = {
      a: 1771812106,
      b: 0.1234567890123456,
      c: 1e300,
      d: '1873345678901234567',
      e: 'a \\": 1873345678901234567,',
    }
    expect(parseWireJson(`[1873345678901234567,${JSON.stringify(value)}]`)).toEqual({
      ok: true,
      value: ['1873345678901234567', value],
    })
  })

  it('that is broken comes back as text', () => {
    const text = `{"id":1873345678901234567,"x":"${'\\"'.repeat(1000)}`
    expect(parseWireJson(text)).toMatchObject({ ok: false })
  })

  it('reads every value with safe numbers as JSON.parse does', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.jsonValue(), fastCheck.nat(40), (value, padding) => {
        const text = JSON.stringify([' '.repeat(padding), value])
        // A whole number of 16 digits or more is the one thing that may come out as another type.
        fastCheck.pre(!/\d{16}/.test(text))
        expect(parseWireJson(text)).toEqual({ ok: true, value: JSON.parse(text) })
      }),
    )
  })

  it('finds a long number at any place', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.nat(64),
        fastCheck.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
        (padding, id) => {
          expect(parseWireJson(`{"p":"${'x'.repeat(padding)}","id":${id}}`)).toMatchObject({
            value: { id: String(id) },
          })
        },
      ),
    )
  })
})
