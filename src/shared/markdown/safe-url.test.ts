import { describe, expect, it } from 'vitest'
import { findSafeUrl, getDestination, isMisleading } from './safe-url.ts'

describe('findSafeUrl', () => {
  it('lets absolute web and mail addresses through and nothing else', () => {
    const texts = [
      'https://a.example/b?c#d',
      'http://a.example',
      'mailto:a@b.example',
      'HTTPS://A.example/',
      'javascript:alert(1)',
      ' https://a.example',
      'https://a.example/\u202e',
      'https://user@a.example',
      'ftp://a.example',
      '//a.example',
      'a.example',
      '',
      `https://a.example/${'x'.repeat(2048)}`,
    ]
    expect(texts.filter((text) => findSafeUrl(text) !== undefined)).toEqual(texts.slice(0, 4))
  })
})

describe('getDestination', () => {
  it('names the host as the network knows it', () => {
    const urls = ['https://bücher.example:8443/a', 'mailto:a@b.example'].map((text) => new URL(text))
    expect(urls.map(getDestination)).toEqual(['xn--bcher-kva.example:8443', 'a@b.example'])
  })
})

describe('isMisleading', () => {
  it('finds words that name another host or hide characters', () => {
    const url = new URL('https://real.example/path')
    const words = [
      'real.example',
      'https://real.example/other',
      'our page',
      'fake.example',
      'http://fake.example/x',
      'a\u202eb',
    ]
    expect(words.filter((text) => isMisleading(text, url))).toEqual(words.slice(3))
  })
})
