import { expect, it } from 'vitest'
import type { TestReport } from '#shared/connection-test.ts'
import { createFailure } from '#shared/failure.ts'
import { i18n } from '../../i18n/index.ts'
import { describeReport } from './describe-report.ts'

const report: TestReport = {
  verdict: 'fails',
  attempts: [
    {
      way: { accessMethod: 'sse', protocolVersion: 'v2' },
      steps: [
        {
          name: 'settings',
          status: 'passed',
          durationMs: 0,
          facts: [{ name: 'address', value: 'adp.example' }],
          failure: null,
        },
        {
          name: 'first-event',
          status: 'failed',
          durationMs: 120,
          facts: [],
          failure: createFailure('key-refused', { remoteCode: 4505004, requestId: 'request-1' }),
        },
        { name: 'first-text', status: 'skipped', durationMs: null, facts: [], failure: null },
      ],
    },
  ],
  startedAt: 0,
  durationMs: 130,
  site: 'custom',
  appKeyHint: 'wxyz',
  clockAheadMs: 1_234,
}

it('a test is told in plain text, with what a support ticket needs', () => {
  const text = describeReport(
    report,
    { version: '1.2.3', shell: 'browser', platform: 'linux' },
    {
      t: (key, values = {}) => i18n.global.t(key, values),
      getSentence: () => 'The key is wrong.',
      describeWay: () => 'HTTP SSE, v2',
      verdict: 'It does not work.',
      advice: 'Copy the key again.',
    },
  )
  expect(text.split('\n')).toEqual([
    'Connection test',
    'Program: ADP Desk 1.2.3, browser, linux',
    'Tested: 1970-01-01T00:00:00.000Z',
    'Took: 130 ms',
    'Site: Custom',
    'AppKey: ends in wxyz',
    'Clock of this computer: 1 s ahead of the service',
    'Result: It does not work. Copy the key again.',
    '',
    'Way 1: HTTP SSE, v2',
    '- Settings: Passed, 0 ms',
    '  Address: adp.example',
    '- First event: Failed, 120 ms',
    '  The key is wrong.',
    '  Kind: key-refused',
    '  Service code: 4505004',
    '  Request ID: request-1',
    '- First words: Skipped',
  ])
})
