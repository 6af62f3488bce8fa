// Owns the one way out of the program: an address handed to the system's browser or mail program. What is not https,
// http or mailto does not leave; what a person has not just clicked, or is not encrypted, is asked about first.
// Links reach it from guards.ts alone.
import type { Shell } from 'electron'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'

export interface LinkOpenerOptions {
  readonly shell: Pick<Shell, 'openExternal'>
  /** Shows the whole address and asks whether to open it. */
  readonly confirm: (url: string) => Promise<boolean>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Opens a link outside. `hasGesture`: a person has just clicked or pressed a key in the page. */
export type OpenLink = (address: string, hasGesture: boolean) => Promise<void>

const longestAddress = 2048
/** Links opened in one window of time; a page that wants more is not driven by a hand. */
const mostLinks = 5
const linkWindowMs = 10_000

const mailFields = new Set(['to', 'cc', 'bcc', 'subject', 'body'])

export function createLinkOpener({ shell, confirm, clock, log }: LinkOpenerOptions): OpenLink {
  /** When links were let through, within the last window of time. */
  let openedAt: readonly number[] = []
  /** Whether a question is on the screen. No page piles up questions until somebody says yes to be rid of them. */
  let isAsking = false

  function isTooFast(): boolean {
    const now = clock.now()
    openedAt = openedAt.filter((at) => now - at < linkWindowMs)
    if (openedAt.length >= mostLinks) return true
    openedAt = [...openedAt, now]
    return false
  }

  async function ask(url: string): Promise<boolean> {
    if (isAsking) {
      log.warn('link.refused', { reason: 'another question' })
      return false
    }
    isAsking = true
    try {
      return await confirm(url)
    } finally {
      isAsking = false
    }
  }

  return async (address, hasGesture) => {
    const url = parseExternalUrl(address)
    if (!url) return log.warn('link.refused', { reason: 'address' })
    if (isTooFast()) return log.warn('link.refused', { reason: 'rate' })
    const isPlain = hasGesture && url.protocol !== 'http:'
    if (!isPlain && !(await ask(url.href))) return
    await shell
      .openExternal(url.href)
      .catch((error: unknown) => log.warn('link.not-opened', { error: String(error) }))
  }
}

/** The address, when it may leave the program. What is handed on is its normal form, never the text that came in. */
export function parseExternalUrl(address: string): URL | null {
  if (address.length > longestAddress || hasForbiddenCharacter(address)) return null
  const url = URL.parse(address)
  if (!url || url.href.length > longestAddress) return null
  switch (url.protocol) {
    case 'https:':
    case 'http:':
      // A name before the host is there to pass for the host.
      return url.username === '' && url.password === '' ? url : null
    case 'mailto:':
      // Some mail programs attach local files when the address asks for it.
      return [...url.searchParams.keys()].every((field) => mailFields.has(field.toLowerCase())) ? url : null
    default:
      return null
  }
}

/** White space and control characters are dropped by URL parsers and backslashes turned, so that two readers may differ. */
function hasForbiddenCharacter(address: string): boolean {
  return /[\s\p{Cc}\p{Cf}\\]/u.test(address)
}
