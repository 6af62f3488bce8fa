// Owns the log file of both shells: one file a day, JSON lines, readable by its owner alone, and the only place where
// text is cleaned of what must not be written down. What is worth logging is each caller's matter: see core/log.ts.
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'

/** Days for which log files are kept. */
const keptFiles = 14
const longestText = 2000
const logName = /^adp-desk-\d{4}-\d\d-\d\d\.log$/

/** Makes the log in a folder, which is created when it is not there. A log that cannot be written is silent. */
export function createFileLog(folder: string, clock: Pick<Clock, 'now'>): Log {
  /** Day of the last line; empty before the first one. */
  let day = ''

  function write(level: 'info' | 'warn' | 'error', event: string, fields: Parameters<Log['info']>[1]): void {
    const at = new Date(clock.now()).toISOString()
    try {
      if (!at.startsWith(day) || day === '') {
        day = at.slice(0, 10)
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        deleteOldFiles(folder, fileName(day))
      }
      const line = JSON.stringify({ at, level, event, ...redactFields(fields ?? {}) })
      appendFileSync(join(folder, fileName(day)), `${line}\n`, { mode: 0o600 })
    } catch {
      // A full or locked disk has been told of elsewhere, and there is no other place to say it.
      return
    }
  }

  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}

function fileName(day: string): string {
  return `adp-desk-${day}.log`
}

/** Names sort by day. `current` is about to be written and counts as one. */
function deleteOldFiles(folder: string, current: string): void {
  const others = readdirSync(folder).filter((name) => logName.test(name) && name !== current)
  for (const name of others
    .sort()
    .reverse()
    .slice(keptFiles - 1))
    rmSync(join(folder, name))
}

type Fields = NonNullable<Parameters<Log['info']>[1]>

const redacted = '[redacted]'
/** Fields that would hold a secret or somebody's words, whatever their value. */
const secretField =
  /key|secret|token|password|passphrase|authorization|cookie|signature|credential|session|text|content|title/i

export function redactFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value]
      return [name, secretField.test(name) ? redacted : redactText(value)]
    }),
  )
}

/** What a secret looks like inside a sentence, such as the message of an error. */
const secretShapes: readonly (readonly [RegExp, string])[] = [
  // `name=value`, `"name": "value"` and `Name: Bearer value`, for names that hold secrets
  [
    /((?<![\w-])(?:[\w-]*(?:key|secret|token|password|passphrase|authorization|cookie|signature|credential|session))["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|(?:(?:Bearer|Basic|TC3-HMAC-SHA256)\s+)?[^\s"',;&}]+)/gi,
    `$1${redacted}`,
  ],
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${redacted}`],
  // user and password, query and fragment of an address
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]*@/gi, `$1${redacted}@`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#][^\s"')]*/gi, `$1?${redacted}`],
  // SecretId of the cloud API
  [/\bAKID[0-9A-Za-z]+/g, redacted],
  // anything long and mixed that only a machine writes; ids in lower-case hexadecimal digits stay
  [/(?<![\w+/=-])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{24,}/g, redacted],
]

function redactText(text: string): string {
  const cleaned = secretShapes.reduce(
    (clean, [shape, by]) => clean.replace(shape, by),
    text.slice(0, longestText),
  )
  return text.length > longestText ? `${cleaned}…` : cleaned
}
