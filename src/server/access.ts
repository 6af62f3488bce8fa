// Owns who may use the program from a browser: the launch token of the printed address, the session cookie that it is
// exchanged for, the page tokens, and the count of failures. Spoken over HTTP by session-endpoint.ts.
// A launch token lives 60 s and opens one session. A spent or expired one that is presented again is refused, and a
// fresh address is announced on the terminal (never to the page), so that a slow person is not locked out.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#core/clock.ts'

interface Credentials {
  readonly cookieHeader: string | undefined
  readonly launchToken?: string | undefined
  readonly pageToken?: string | undefined
}

export type Admission =
  | { readonly status: 'admitted'; readonly pageToken: string; readonly cookie: string }
  | { readonly status: 'refused' }
  | { readonly status: 'locked' }

export interface Access {
  /** Announces a fresh launch token. */
  issueLaunchToken(): void
  /**
   * Admits by a launch token, or by the cookie together with any page token of this launch. The cookie alone is not
   * enough: a browser sends it to every port of this machine, and so to programs of other people (RFC 6265, 8.5).
   */
  openSession(credentials: Credentials): Admission
  /** Whether the cookie is ours; asked before a request becomes a socket. */
  hasSession(cookieHeader: string | undefined): boolean
  /** Whether a page token is of this launch; asked for the first message of a socket. */
  isPageToken(pageToken: string): boolean
}

export interface AccessOptions {
  readonly clock: Clock
  readonly onLaunchToken: (token: string) => void
  /** Called once, when too many credentials were wrong: nobody new is admitted until the program starts again. */
  readonly onLocked: () => void
}

export const launchTokenLifeMs = 60_000
export const failuresUntilLocked = 20
const tokenBytes = 32

export function createAccess({ clock, onLaunchToken, onLocked }: AccessOptions): Access {
  const cookieName = `adp-desk-${randomBytes(6).toString('hex')}`
  const sessionId = createToken()
  const pageKey = randomBytes(tokenBytes)
  /** The newest launch token while nobody has used it. */
  let launch: { readonly token: string; readonly expiresAt: number } | undefined
  /** Launch tokens that were used or replaced. Grows by one a failure at most, so the lock bounds it. */
  const spentLaunchTokens: string[] = []
  let failures = 0

  function issueLaunchToken(): void {
    if (launch) spentLaunchTokens.push(launch.token)
    launch = { token: createToken(), expiresAt: clock.now() + launchTokenLifeMs }
    onLaunchToken(launch.token)
  }

  function redeem(token: string): boolean {
    const isNewest = launch !== undefined && isSame(token, launch.token)
    const isAlive = launch !== undefined && clock.now() < launch.expiresAt
    if (isNewest && isAlive) {
      spentLaunchTokens.push(token)
      launch = undefined
      return true
    }
    countFailure()
    const wasOurs = isNewest || spentLaunchTokens.some((spent) => isSame(token, spent))
    if (wasOurs && !isAlive && !isLocked()) issueLaunchToken()
    return false
  }

  /** Undefined when no cookie of this launch is there at all: then nothing was guessed, and nothing is counted. */
  function checkCookie(header: string | undefined): boolean | undefined {
    const values = listCookies(header, cookieName)
    return values.length === 0 ? undefined : values.some((value) => isSame(value, sessionId))
  }

  function isOwnPageToken(pageToken: string): boolean {
    const [nonce = '', mac = ''] = pageToken.split('.')
    return isSame(mac, sign(nonce))
  }

  function admit(): Admission {
    const nonce = createToken()
    return {
      status: 'admitted',
      pageToken: `${nonce}.${sign(nonce)}`,
      cookie: `${cookieName}=${sessionId}; Path=/; HttpOnly; SameSite=Strict`,
    }
  }

  function sign(nonce: string): string {
    return createHmac('sha256', pageKey).update(nonce).digest('base64url')
  }

  function isLocked(): boolean {
    return failures >= failuresUntilLocked
  }

  function countFailure(): void {
    failures += 1
    if (failures === failuresUntilLocked) onLocked()
  }

  return {
    issueLaunchToken,

    openSession: ({ cookieHeader, launchToken, pageToken }) => {
      if (isLocked()) return { status: 'locked' }
      const hasCookie = checkCookie(cookieHeader)
      if (hasCookie && pageToken !== undefined && isOwnPageToken(pageToken)) return admit()
      if (launchToken !== undefined) return redeem(launchToken) ? admit() : { status: 'refused' }
      if (hasCookie === false || (hasCookie && pageToken !== undefined)) countFailure()
      return { status: 'refused' }
    },

    hasSession: (cookieHeader) => {
      if (isLocked()) return false
      const hasCookie = checkCookie(cookieHeader)
      if (hasCookie === false) countFailure()
      return hasCookie === true
    },

    isPageToken: (pageToken) => {
      if (isLocked()) return false
      const isOwn = isOwnPageToken(pageToken)
      if (!isOwn) countFailure()
      return isOwn
    },
  }
}

function createToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

/** Compares in a time that depends on neither content nor length. */
function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function listCookies(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
