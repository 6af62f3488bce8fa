import { describe, expect, it } from 'vitest'
import { i18n } from '../../i18n/index.ts'
import { createProfile } from '../../stores/test-host.ts'
import { describeLink, formatHost, listLinkFields } from './describe-link.ts'

const t = (key: string, values: Record<string, string> = {}): string => i18n.global.t(key, values)
const profiles = [createProfile(1), createProfile(2, { name: 'Old', isRetired: true })]

describe('a link in words', () => {
  it.each([
    ['a profile that is there', 'profile 1', 'Open the profile', 'It asks to switch to “Profile 1”.'],
    ['one that is not', 'Profile 3', undefined, 'No profile is called “Profile 3”.'],
    ['one that was deleted', 'Old', undefined, 'No profile is called “Old”.'],
  ])('that opens %s', (_what, name, action, text) => {
    const words = describeLink({ type: 'open-profile', name }, profiles)
    expect([words.action && t(words.action), t(words.text, { name: words.name })]).toEqual([action, text])
  })

  it('that is refused offers nothing', () => {
    const words = describeLink({ type: 'refused', reason: 'holds-secret' }, profiles)
    expect([words.action, t(words.text).startsWith('It carries a key. Links never carry secrets')]).toEqual([
      undefined,
      true,
    ])
  })
})

describe('the fields of a link', () => {
  it('begin with where the AppKey would go', () => {
    const prefill = { site: 'custom', serviceUrl: 'https://ADP.example.com:8443/x', name: 'Work' } as const
    expect(listLinkFields(prefill, t)).toEqual([
      { label: 'AppKey goes to', value: 'adp.example.com:8443' },
      { label: 'Name', value: 'Work' },
      { label: 'Site', value: 'Custom' },
      { label: 'Service URL', value: 'https://adp.example.com:8443/x' },
    ])
  })

  it.each([
    [{ site: 'china' as const }, 'the platform, site China'],
    [{}, 'the site that you choose in the form'],
  ])('of %j say so without an address', (prefill, value) => {
    expect(listLinkFields(prefill, t)[0]).toEqual({ label: 'AppKey goes to', value })
  })
})

it('a host is shown as it is asked for', () => {
  expect([formatHost('https://аdp.example.com'), formatHost('x')]).toEqual(['xn--dp-6kc.example.com', 'x'])
})
