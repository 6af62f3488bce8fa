// Owns what is wrong with the address of a proxy as a person types it, by the same rule as the schema of the setting.
import { proxySchema, type ProxySetting } from '#shared/settings.ts'
import { findServiceUrlProblem } from '#shared/profile.ts'

export type ProxyProblem = 'empty' | 'not-a-url' | 'has-credentials' | 'has-query' | 'too-long'

export type CheckedProxy =
  { readonly ok: true; readonly proxy: ProxySetting } | { readonly ok: false; readonly problem: ProxyProblem }

const maxLength = 500

/** The setting for an address; without a scheme it is taken for an http address, which is how most write it. */
export function checkProxyAddress(text: string): CheckedProxy {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, problem: 'empty' }
  const url = /^[\w.-]+(:\d+)?\/?$|^\[[\da-f:]+\](:\d+)?\/?$/i.test(trimmed) ? `http://${trimmed}` : trimmed
  if (url.length > maxLength) return { ok: false, problem: 'too-long' }
  const problem = findServiceUrlProblem(url.replace(/^http:/i, 'https:'))
  // A proxy may be reached without encryption, so only the other problems are left.
  if (problem !== undefined && problem !== 'not-secure') return { ok: false, problem }
  if (new URL(url).pathname !== '/') return { ok: false, problem: 'has-query' }
  const parsed = proxySchema.safeParse({ mode: 'custom', url })
  return parsed.success ? { ok: true, proxy: parsed.data } : { ok: false, problem: 'not-a-url' }
}
