import { describe, expect, it } from 'vitest'
import { findServiceUrlProblem } from './profile.ts'

describe('findServiceUrlProblem', () => {
  it.each([
    ['https://adp.example.com', undefined],
    ['https://adp.example.com:8443/base', undefined],
    ['http://127.0.0.1:8080', undefined],
    ['http://localhost', undefined],
    ['http://[::1]:1', undefined],
    ['HTTPS://ADP.EXAMPLE.COM/', undefined],
    ['http://adp.example.com', 'not-secure'],
    ['http://127.0.0.1.example.com', 'not-secure'],
    ['http://localhost@example.com', 'has-credentials'],
    ['https://user:secret@example.com', 'has-credentials'],
    ['https://example.com/?key=1', 'has-query'],
    ['https://example.com/#x', 'has-query'],
    ['ftp://example.com', 'not-a-url'],
    ['javascript:alert(1)', 'not-a-url'],
    ['example.com', 'not-a-url'],
    ['', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://example.com:65535', undefined],
    ['https://example.com:65536', 'not-a-url'],
    ['http://127.0.0.1\\@example.com', 'not-a-url'],
  ] as const)('says of %j: %s', (text, problem) => {
    expect(findServiceUrlProblem(text)).toBe(problem)
  })
})
