import { describe, expect, it } from 'vitest'
import { formatBytes } from './format-bytes.ts'

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [1536, '1.5 kB'],
    [5 * 1024 * 1024, '5 MB'],
    [3.25 * 1024 ** 3, '3.3 GB'],
    [5000 * 1024 ** 4, '5,000 TB'],
  ])('writes %i in the unit that fits', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text)
  })

  it('keeps a Chinese word apart from its number', () => {
    expect(formatBytes(12, 'zh-CN')).toBe('12 字节')
  })
})
