// Owns `protocol` of the stand-in: schemes with their privileges, and the handler that answers their requests.
import type { CustomScheme, Protocol } from 'electron'
import { isAppReady } from './app.ts'
import type { PageRequest, PageResponse } from './messages.ts'
import { checkOptions, refuse, strict } from './strict.ts'

const schemes = new Set<string>()
const handlers = new Map<string, Parameters<Protocol['handle']>[1]>()

const knownPrivileges = { standard: true, secure: true, codeCache: true } satisfies CustomScheme['privileges']

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (registered) => {
    if (isAppReady()) refuse('schemes are registered after the ready event.')
    if (schemes.size > 0) refuse('schemes are registered twice.')
    for (const { scheme, privileges = {} } of registered) {
      checkOptions('privileges', privileges, knownPrivileges)
      if (!privileges.standard || !privileges.secure)
        refuse(`the scheme ${scheme} is not standard and secure.`)
      schemes.add(scheme)
    }
  },
  handle: (scheme, handler) => {
    if (!schemes.has(scheme)) refuse(`the scheme ${scheme} is handled without having been registered.`)
    handlers.set(scheme, handler)
  },
} satisfies Partial<Protocol>)

export function isServed(url: string): boolean {
  return handlers.has(new URL(url).protocol.slice(0, -1))
}

export async function answerRequest({ url, method, headers }: PageRequest): Promise<PageResponse> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (!handler) return { status: 404, headers: {}, body: new Uint8Array() }
  const response = await handler(new Request(url, { method, headers }))
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
}
