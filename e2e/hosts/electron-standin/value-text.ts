// Owns how values travel between Node and the isolated world of a page, where only text can go: JSON that also keeps
// `undefined`. A value that JSON would bend is refused. Both functions are sent to Chromium as text, so each uses nothing
// but its arguments.

export function encodeValue(value: unknown): string {
  interface Encoded {
    readonly value?: unknown
    readonly items?: readonly Encoded[]
    readonly members?: readonly (readonly [string, Encoded])[]
  }
  const encode = (plain: unknown): Encoded => {
    if (plain === undefined) return {}
    if (plain === null || typeof plain === 'string' || typeof plain === 'boolean') return { value: plain }
    if (typeof plain === 'number' && Number.isFinite(plain)) return { value: plain }
    if (Array.isArray(plain)) return { items: plain.map(encode) }
    const kind = Object.prototype.toString.call(plain)
    if (typeof plain !== 'object' || kind !== '[object Object]')
      throw new Error(`Electron stand-in: a value of the kind ${kind} crosses the bridge.`)
    return { members: Object.entries(plain).map(([name, member]) => [name, encode(member)]) }
  }
  return JSON.stringify(encode(value))
}

export function decodeValue(text: string): unknown {
  interface Encoded {
    readonly value?: unknown
    readonly items?: readonly Encoded[]
    readonly members?: readonly (readonly [string, Encoded])[]
  }
  const decode = ({ value, items, members }: Encoded): unknown => {
    if (items) return items.map(decode)
    if (members) return Object.fromEntries(members.map(([name, member]) => [name, decode(member)]))
    return value
  }
  // Only `encodeValue` makes this text.
  return decode(JSON.parse(text) as Encoded)
}
