// Owns what a person reads of a link: its request in words, and the fields that it would fill in. Where an AppKey would go
// stands first: that is what a hostile link would be after.
import { assertNever } from '#shared/assert-never.ts'
import type { DeepLink, LinkPrefill } from '#shared/deep-link.ts'
import { findProfileNamed } from '#shared/launch.ts'
import type { Profile } from '#shared/profile.ts'

export interface LinkWords {
  /** Keys of i18n. */
  readonly title: string
  readonly text: string
  /** Undefined when there is nothing to agree to. */
  readonly action: string | undefined
  /** The name that the link gives. */
  readonly name: string
  /** The profile that would be opened. */
  readonly profile: Profile | undefined
}

export function describeLink(link: DeepLink, profiles: readonly Profile[]): LinkWords {
  const nothing = { name: '', profile: undefined, action: undefined }
  switch (link.type) {
    case 'add-profile':
      return {
        ...nothing,
        title: 'launch.link.addTitle',
        text: 'launch.link.addText',
        action: 'launch.link.fill',
      }
    case 'open-profile': {
      const found = findProfileNamed(
        profiles.filter(({ isRetired }) => !isRetired),
        link.name,
      )
      const isFound = found.type === 'found'
      const missing = found.type === 'several' ? 'launch.link.several' : 'launch.link.missing'
      return {
        title: 'launch.link.openTitle',
        text: isFound ? 'launch.link.openText' : missing,
        action: isFound ? 'launch.link.open' : undefined,
        name: isFound ? found.profile.name : link.name,
        profile: isFound ? found.profile : undefined,
      }
    }
    case 'refused':
      return { ...nothing, title: 'launch.link.refusedTitle', text: `launch.link.refused.${link.reason}` }
    default:
      return assertNever(link)
  }
}

type Translate = (key: string, values?: Record<string, string>) => string

export function listLinkFields(
  prefill: LinkPrefill,
  t: Translate,
): readonly { readonly label: string; readonly value: string }[] {
  const { site, name, serviceUrl, cloudApiUrl, tokenEndpointUrl, accessMethod, protocolVersion, visitorId } =
    prefill
  const rows: [label: string, value: string | undefined][] = [
    ['launch.link.keyGoesTo', describeTarget(site, serviceUrl, t)],
    ['profile.name', name],
    ['profile.site', site && t(`profile.sites.${site}`)],
    ['profile.serviceUrl', formatAddress(serviceUrl)],
    ['profile.cloudApiUrl', formatAddress(cloudApiUrl)],
    ['profile.tokenEndpoint', formatAddress(tokenEndpointUrl)],
    ['profile.accessMethod', accessMethod && t(`profile.accessMethods.${accessMethod}`)],
    ['profile.protocolVersion', protocolVersion && t(`profile.protocolVersions.${protocolVersion}`)],
    ['profile.visitorId', visitorId],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label: t(label), value }]))
}

function describeTarget(site: LinkPrefill['site'], serviceUrl: string | undefined, t: Translate): string {
  if (serviceUrl !== undefined) return formatHost(serviceUrl)
  if (site === undefined || site === 'custom') return t('launch.link.chosenLater')
  return t('launch.link.platform', { site: t(`profile.sites.${site}`) })
}

function formatAddress(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (URL.parse(url)?.href ?? url)
}

/** The host as it is asked for, with letters that only look like others spelled out; the text itself when it is none. */
export function formatHost(url: string): string {
  return URL.parse(url)?.host || url
}
