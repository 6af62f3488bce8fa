// Owns which profile of this history an exported one is: the same one by its id, or one that a person would not tell from it.
import type { ExportedProfile } from '#shared/history-export.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { Database } from './database.ts'
import { listProfiles } from './profiles.ts'

/**
 * By id; else the demo for the demo, of which there is one; else one with the same name at the same service, unless that is
 * itself one of `exportedIds`: two of a file stay two. Undefined when there is none.
 */
export function findMatchingProfile(
  db: Database,
  exported: ExportedProfile,
  exportedIds: Pick<ReadonlySet<ProfileId>, 'has'>,
): ProfileId | undefined {
  const present = listProfiles(db)
  const match =
    present.find(({ id }) => id === exported.id) ??
    present.find((profile) =>
      exported.isDemo
        ? profile.isDemo
        : !profile.isDemo &&
          !exportedIds.has(profile.id) &&
          profile.name === exported.name &&
          profile.site === exported.site &&
          profile.serviceUrl === exported.serviceUrl,
    )
  return match?.id
}
