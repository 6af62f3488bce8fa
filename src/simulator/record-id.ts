// Owns the look of the service's ids. Clients must treat them as opaque; a client that does not is meant to stumble.
import { randomText, type Random } from './random.ts'

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The service writes its own local time, +08:00. */
const chinaOffsetMs = 8 * 3600 * 1000

/** Like `VJx_20260223_020145_889_xiiAQ0s2`, the form in the samples of the dialogue API documents. */
export function createRecordId(random: Random, nowMs: number): string {
  const [day = '', time = ''] = new Date(nowMs + chinaOffsetMs)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .split('T')
  const [seconds = '', millis = ''] = time.replace('Z', '').split('.')
  return [
    randomText(random, letters, 3),
    day,
    seconds,
    millis,
    randomText(random, `${letters}0123456789`, 8),
  ].join('_')
}

/** Like `ExmjIGL6Oy-7035160285`, for a question that came without one. */
export function createRequestId(random: Random): string {
  return `${randomText(random, letters, 10)}-${randomText(random, '0123456789', 10)}`
}

/** 32 hexadecimal digits, for trace ids. */
export function createTraceId(random: Random): string {
  return randomText(random, '0123456789abcdef', 32)
}

export function createUuid(random: Random): string {
  const digits = (count: number) => randomText(random, '0123456789abcdef', count)
  return [digits(8), digits(4), digits(4), digits(4), digits(12)].join('-')
}
