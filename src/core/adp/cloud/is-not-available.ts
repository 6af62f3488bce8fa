// Owns the question whether another way may lead where this one did not: some actions exist only on some sites, or only
// for some accounts, and which is nowhere documented in full.
import type { Failure } from '#shared/failure.ts'

const codes =
  /^(InvalidAction|NoSuchProduct|NoSuchVersion|UnsupportedOperation|UnsupportedRegion|UnauthorizedOperation|AuthFailure\.UnauthorizedOperation|ResourceNotFound)(\.|$)/

/** The names of an unknown host, for `getaddrinfo`. */
const unknownHost = /^(ENOTFOUND|EAI_)/

/** Whether the action is not there for this account or site, rather than that something is wrong with the call. */
export function isNotAvailable({ code, detail }: Failure): boolean {
  return code === 'not-adp' || codes.test(detail?.cloudCode ?? '') || unknownHost.test(detail?.cause ?? '')
}
