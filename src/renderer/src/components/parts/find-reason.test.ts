import { expect, it } from 'vitest'
import { findReason } from './find-reason.ts'

it.each([
  ['{"day":"tomorrow"}\n{"error":"timeout"}', 'timeout'],
  ['{\n  "message": "日程读取失败",\n  "code": 7\n}', '日程读取失败'],
  ['Traceback:\n  ValueError: no such place\n', 'ValueError: no such place'],
  ['{"error":{"code":7}}', '{"error":{"code":7}}'],
  [undefined, ''],
])('of %j the reason is %j', (output, reason) => {
  expect(findReason(output)).toBe(reason)
})
