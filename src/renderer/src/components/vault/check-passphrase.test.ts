import { describe, expect, it } from 'vitest'
import { findPassphraseProblem } from './check-passphrase.ts'

describe('a new passphrase', () => {
  it.each([
    ['12345678', '12345678', undefined],
    ['1234567', '1234567', { field: 'passphrase', sentence: 'tooShort', limit: 8 }],
    ['', '', { field: 'passphrase', sentence: 'tooShort', limit: 8 }],
    ['x'.repeat(501), 'x'.repeat(501), { field: 'passphrase', sentence: 'tooLong', limit: 500 }],
    ['correct horse', 'correct horse ', { field: 'repeated', sentence: 'different', limit: undefined }],
  ])('%j, repeated as %j', (passphrase, repeated, expected) => {
    expect(findPassphraseProblem(passphrase, repeated)).toEqual(expected)
  })
})
