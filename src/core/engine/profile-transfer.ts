// Owns the way of profiles out of the program and into it, as the text of a file. The format is shared/profile-export.ts's;
// secrets are with key-ring.ts, which has no part in this.
import { randomUUID } from 'node:crypto'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ProfileId } from '#shared/ids.ts'
import {
  encodeProfileExport,
  maxExportLength,
  parseProfileExport,
  type ImportPreview,
} from '#shared/profile-export.ts'
import type { Profile } from '#shared/profile.ts'
import type { Clock } from '#core/clock.ts'
import type { ProfileDesk } from './profile-desk.ts'

export interface ProfileTransfer {
  /** Those of the profiles that can be asked elsewhere, in the order of the ids; the demo is of this computer alone. */
  encode(profileIds: readonly ProfileId[], withPersonal: boolean): string
  preview(text: string): ImportPreview
  /** Adds the entries at these places; a place that is named twice is added once. */
  add(text: string, picks: readonly number[]): Profile[]
}

export interface ProfileTransferOptions {
  readonly clock: Clock
  readonly profiles: Pick<ProfileDesk, 'list' | 'addWithoutSecrets'>
}

export function createProfileTransfer({ clock, profiles }: ProfileTransferOptions): ProfileTransfer {
  return {
    encode(profileIds, withPersonal) {
      const known = new Map(profiles.list().map((profile) => [profile.id, profile]))
      const chosen = [...new Set(profileIds)].map((id) => {
        const profile = known.get(id)
        if (!profile) throw new FailureError(createFailure('not-found'))
        return profile
      })
      const text = encodeProfileExport(
        chosen.filter(({ isDemo }) => !isDemo),
        { withPersonal, exportedAt: clock.now() },
      )
      // What could not be read again is not written.
      if (text.length > maxExportLength) refuse('profileIds: too much for one file')
      return text
    },
    preview(text) {
      const parsed = parseProfileExport(text)
      if (!parsed.ok) return { type: 'unreadable', problem: parsed.problem }
      const names = new Set(profiles.list().map(({ name }) => name))
      return {
        type: 'readable',
        entries: parsed.entries.map((entry) =>
          entry.ok
            ? { status: 'usable', profile: entry.profile, isNameTaken: names.has(entry.profile.name) }
            : { status: 'invalid', name: entry.name, field: entry.field },
        ),
      }
    },
    add(text, picks) {
      const parsed = parseProfileExport(text)
      if (!parsed.ok) return refuse(`text: ${parsed.problem}`)
      const settings = [...new Set(picks)]
        .toSorted((one, other) => one - other)
        .map((pick) => {
          const entry = parsed.entries[pick]
          if (!entry?.ok) return refuse('picks: no such profile')
          return { ...entry.profile, visitorId: entry.profile.visitorId ?? `desk-${randomUUID()}` }
        })
      return profiles.addWithoutSecrets(settings)
    },
  }
}

function refuse(cause: string): never {
  throw new FailureError(createFailure('invalid-input', { cause }))
}
