// Owns which failures a person can do away with in the AppKey profile, so that the profile is offered beside them.
import type { Failure, FailureCode } from '#shared/failure.ts'
import type { Profile } from '#shared/profile.ts'
import { findDialogueNumber } from '../../composables/use-failure-sentence.ts'

const codes: ReadonlySet<FailureCode> = new Set([
  'key-refused',
  'key-missing',
  'profile-retired',
  'token-refused',
  'credentials-missing',
  'credentials-refused',
  'token-endpoint-failed',
])

/** Failures of an address, which only a profile with an address of its own can be to blame for. */
const addressCodes: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'not-secure',
  'not-adp',
  'access-denied',
  'invalid-input',
])

/** Numbers of the service whose sentences name a field of the profile, beyond those that have one of the codes above. */
const numbers: ReadonlySet<number> = new Set([400, 460002, 460004, 460009, 460022, 460030, 460033, 460400])

export function isProfileToBlame(failure: Failure, profile: Profile): boolean {
  // The demo has nothing that could be wrong.
  if (profile.isDemo) return false
  if (codes.has(failure.code)) return true
  if (addressCodes.has(failure.code)) return profile.site === 'custom'
  return numbers.has(findDialogueNumber(failure.detail ?? {}) ?? 0)
}
