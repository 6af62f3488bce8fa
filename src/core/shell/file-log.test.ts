import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestClock } from '#core/test-clock.ts'
import { createFileLog, redactFields } from './file-log.ts'

const noon = Date.UTC(2026, 2, 14, 12)
const dayMs = 86_400_000

describe('the log file', () => {
  let folder: string
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'adp-desk-log-')), 'logs')
  })
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

  it('holds a JSON line for each event, with time and level', () => {
    const log = createFileLog(folder, createTestClock(noon))
    log.info('program.started', { version: '1.0.0', isDemo: false, skipped: undefined })
    log.warn('call.refused')
    log.error('history.not-closed', { failures: 3 })
    expect(readLines('adp-desk-2026-03-14.log')).toEqual([
      {
        at: '2026-03-14T12:00:00.000Z',
        level: 'info',
        event: 'program.started',
        version: '1.0.0',
        isDemo: false,
      },
      { at: '2026-03-14T12:00:00.000Z', level: 'warn', event: 'call.refused' },
      { at: '2026-03-14T12:00:00.000Z', level: 'error', event: 'history.not-closed', failures: 3 },
    ])
  })

  it('can be read by its owner alone', () => {
    createFileLog(folder, createTestClock(noon)).info('program.started')
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect([mode(folder), mode(join(folder, 'adp-desk-2026-03-14.log'))]).toEqual(['700', '600'])
  })

  it('is a new one each day, and the fourteen newest are kept', () => {
    const clock = createTestClock(noon)
    const log = createFileLog(folder, clock)
    log.info('program.started')
    writeFileSync(join(folder, 'notes.txt'), 'not ours')
    for (let day = 0; day < 20; day += 1) {
      clock.advance(dayMs)
      log.info('day.passed')
    }
    expect(readdirSync(folder).sort()).toEqual([
      ...Array.from({ length: 14 }, (_, day) => logName(noon + (7 + day) * dayMs)),
      'notes.txt',
    ])
  })

  it('keeps fourteen when today has one already', () => {
    const clock = createTestClock(noon)
    const first = createFileLog(folder, clock)
    for (let day = 0; day < 14; day += 1) {
      first.info('day.passed')
      clock.advance(dayMs)
    }
    clock.advance(-dayMs)
    createFileLog(folder, clock).info('program.started')
    expect(readdirSync(folder)).toHaveLength(14)
  })

  it('is silent where it cannot be written', () => {
    const blocked = join(folder, '..', 'a-file')
    writeFileSync(blocked, '')
    chmodSync(blocked, 0o600)
    expect(() => createFileLog(blocked, createTestClock(noon)).info('program.started')).not.toThrow()
  })

  function readLines(name: string): unknown[] {
    const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
    return lines.map((line) => JSON.parse(line) as unknown)
  }
})

function logName(at: number): string {
  return `adp-desk-${new Date(at).toISOString().slice(0, 10)}.log`
}

describe('what must not be written down', () => {
  it.each([
    'appKey',
    'bot_app_key',
    'SecretId',
    'secretKey',
    'token',
    'authorization',
    'cookie',
    'password',
    'passphrase',
  ])('is left out of a field named %s', (name) => {
    expect(redactFields({ [name]: 'aBcDeFgH' })).toEqual({ [name]: '[redacted]' })
  })

  it.each([
    ['text', 'a question of a person'],
    ['content', 'an answer'],
    ['title', 'Plans for the summer'],
  ])('is left out of a field named %s', (name, value) => {
    expect(redactFields({ [name]: value })).toEqual({ [name]: '[redacted]' })
  })

  it.each([
    ['{"bot_app_key":"aBcDeFgH","x":1}', '{"bot_app_key":[redacted],"x":1}'],
    ['Error: {"outer":{"secretKey": "s p a c e"}}', 'Error: {"outer":{"secretKey": [redacted]}}'],
    ["{ appKey: 'aBcDeFgH' }", '{ appKey: [redacted] }'],
    ['AppKey=aBcDeFgH; next', 'AppKey=[redacted]; next'],
    ['Authorization: Bearer abc.def', 'Authorization: [redacted]'],
    ['sent Bearer abc.def again', 'sent Bearer [redacted] again'],
    ['Cookie: adp=1', 'Cookie: [redacted]'],
    ['GET https://h.example/p?Signature=1&X=2#token=3 failed', 'GET https://h.example/p?[redacted] failed'],
    ['http://127.0.0.1:5000/#token=abc', 'http://127.0.0.1:5000/?[redacted]'],
    ['wss://name:word@h.example/p', 'wss://[redacted]@h.example/p'],
    ['id AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', 'id [redacted]'],
    ['odd Gu5t9xGARNpq86cd98joQYCN3EXAMPLE here', 'odd [redacted] here'],
  ])('is taken out of %j', (message, written) => {
    expect(redactFields({ message })).toEqual({ message: written })
  })

  it('does not take ids, codes and plain sentences with it', () => {
    const fields = {
      conversation: '0198c0de-9c1b-7d5e-8f00-2f8c3a1b4d5e',
      trace: '4bf92f3577b34da6a3ce929d0e0e4736',
      error: 'SqliteError: database is locked',
      url: 'https://wss.lke.cloud.tencent.com/v1/qbot/chat/sse',
      tokens: 25,
      hasKey: true,
    }
    expect(redactFields(fields)).toEqual(fields)
  })

  it('is cut where it is long', () => {
    expect(redactFields({ message: 'x '.repeat(5000) })).toEqual({ message: `${'x '.repeat(1000)}…` })
  })
})
