import { describe, expect, it } from 'vitest'
import { createRemoteFailure } from '#core/adp/remote-error.ts'
import { createFailure } from '#shared/failure.ts'
import { remoteError } from '../../i18n/en/remote-error.ts'
import { createProfile } from '../../stores/test-host.ts'
import { isProfileToBlame } from './is-profile-to-blame.ts'

const profile = createProfile(1)
const ownAddress = createProfile(2, { site: 'custom', serviceUrl: 'https://adp.example.com' })
const demo = createProfile(3, { isDemo: true, site: 'custom' })

describe('the profile is to blame', () => {
  it('for exactly those errors of the service whose sentence speaks of it', () => {
    const speaking = Object.entries(remoteError).filter(([, sentence]) => sentence.includes('the profile'))
    const blaming = Object.keys(remoteError).filter((code) =>
      isProfileToBlame(createRemoteFailure({ code: Number(code), message: '' }), profile),
    )
    expect(blaming).toEqual(speaking.map(([code]) => code))
  })

  it('for an address only when it has one of its own', () => {
    const failure = createFailure('not-adp')
    expect([profile, ownAddress, demo].map((each) => isProfileToBlame(failure, each))).toEqual([
      false,
      true,
      false,
    ])
  })

  it('for credentials, a token endpoint and a key that were refused, and never in the demo', () => {
    const codes = ['credentials-refused', 'token-endpoint-failed', 'key-missing', 'key-refused'] as const
    expect(
      codes.map((code) => [profile, demo].map((each) => isProfileToBlame(createFailure(code), each))),
    ).toEqual(codes.map(() => [true, false]))
  })

  it('not for numbers that mean something else at the cloud API', () => {
    const failure = createFailure('cloud-failed', { cloudCode: 'FailedOperation', remoteCode: 400 })
    expect(isProfileToBlame(failure, profile)).toBe(false)
  })
})
