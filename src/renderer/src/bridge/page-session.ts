// Owns how a page of the browser-hosted program proves that it may connect: the launch token of the printed address the
// first time, its last page token afterwards. The host's side is server/access.ts.
import { z } from 'zod'

/** What a session needs of the browser. */
export interface SessionPage {
  readonly location: Pick<Location, 'hash' | 'host' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  /** Of this origin, port included, unlike the cookie: that is why the page token is kept here. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>
}

export interface Proof {
  readonly launchToken: string | undefined
  readonly pageToken: string | undefined
}

export type Session =
  | { readonly status: 'open'; readonly pageToken: string }
  /** The host has answered, and the answer is no. */
  | { readonly status: 'refused' }
  | { readonly status: 'unreachable' }

const storageName = 'adp-desk.page-token'
const tokenPrefix = '#token='
const waitForAnswerMs = 10_000

const sessionSchema = z.strictObject({ pageToken: z.string() })

/** The token of the address, which is taken out of the address and of the browser's history at once. */
export function takeLaunchToken({ location, history }: SessionPage): string | undefined {
  if (!location.hash.startsWith(tokenPrefix)) return undefined
  const token = location.hash.slice(tokenPrefix.length)
  history.replaceState(null, '', location.pathname + location.search)
  return token || undefined
}

/** Shows the host what the page has, and keeps what it gets for the next load of the page. */
export async function findSession(page: SessionPage, proof: Proof): Promise<Session> {
  try {
    // A page that was connected before stays with its own token: the kept one may be of a newer launch of the program.
    const pageToken = proof.pageToken ?? page.storage.getItem(storageName) ?? undefined
    const response = await page.fetch('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ launchToken: proof.launchToken, pageToken }),
      signal: AbortSignal.timeout(waitForAnswerMs),
    })
    if (response.status >= 400 && response.status < 500) return { status: 'refused' }
    const session = sessionSchema.parse(await response.json())
    page.storage.setItem(storageName, session.pageToken)
    return { status: 'open', pageToken: session.pageToken }
  } catch {
    // No connection, no answer in time, or the answer of something else on that port.
    return { status: 'unreachable' }
  }
}
