// Owns what reaches the program from outside its pages and waits there for one: a link that was opened, a name on the
// command line that nothing has, a choice in the tray. Kept by core/engine/launch-desk.ts.
import { z } from 'zod'
import { deepLinkSchema } from './deep-link.ts'
import type { Profile } from './profile.ts'

/** Longest name that is looked for, in UTF-16 units: what is longer is cut, as no profile has it. */
export const maxWantedNameLength = 200

export const launchRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('link'), link: deepLinkSchema }),
  /** The profile that the command line names cannot be told: none, or several, are called so. */
  z.strictObject({
    type: z.literal('profile-not-found'),
    name: z.string().max(maxWantedNameLength),
    matches: z.enum(['none', 'several']),
  }),
  z.strictObject({ type: z.literal('new-conversation') }),
])
export type LaunchRequest = z.infer<typeof launchRequestSchema>

export type NamedProfile<Named extends Pick<Profile, 'name'>> =
  | { readonly type: 'found'; readonly profile: Named }
  | { readonly type: 'none' }
  | { readonly type: 'several' }

/** The profile that is meant by a name: the one that is called exactly so, else the only one that is but for case. */
export function findProfileNamed<Named extends Pick<Profile, 'name'>>(
  profiles: readonly Named[],
  name: string,
): NamedProfile<Named> {
  const wanted = normalize(name)
  const exact = profiles.filter((profile) => normalize(profile.name) === wanted)
  const [profile, second] =
    exact.length > 0
      ? exact
      : profiles.filter((candidate) => normalize(candidate.name).toLowerCase() === wanted.toLowerCase())
  if (!profile) return { type: 'none' }
  return second ? { type: 'several' } : { type: 'found', profile }
}

function normalize(name: string): string {
  return name.trim().normalize('NFC')
}
