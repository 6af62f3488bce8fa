// Owns what the menus of the shell show of the profiles: which there are, which one is selected, how many answers of each
// are being written. Kept up to date from the engine's events; the menus themselves are profile-menu.ts and tray-menu.ts.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import { defaultSettings, type Settings } from '#shared/settings.ts'
import type { Clock } from '#core/clock.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'

export interface ProfileOverview {
  /** In the person's order, without those that cannot be asked any more. */
  readonly profiles: readonly Pick<Profile, 'id' | 'name'>[]
  /** The one that the page shows: the first one when none has been chosen. */
  readonly selectedId: ProfileId | undefined
  readonly showsAll: boolean
  /** Answers that are being written; profiles without any are not in it. */
  readonly running: ReadonlyMap<ProfileId, number>
  readonly language: Settings['language']
}

export interface WatchOptions {
  readonly engine: Pick<RunningEngine, 'handlers' | 'subscribe'>
  readonly clock: Pick<Clock, 'after'>
  readonly onChange: (overview: ProfileOverview) => void
}

/** Systems redraw a menu whole; what changes within this time is drawn once. */
const settleMs = 200

/** Tells of the overview at once and after every change of it. */
export async function watchProfiles({ engine, clock, onChange }: WatchOptions): Promise<void> {
  let profiles: readonly Profile[] = []
  let settings: Settings = defaultSettings
  const running = new Map<ConversationId, ProfileId>()
  let isPending = false

  /** Whether this is something that menus show. */
  function apply({ name, payload }: BridgeEvent): boolean {
    switch (name) {
      case 'profiles.changed':
        profiles = payload.profiles
        return true
      case 'settings.changed':
        settings = payload.settings
        return true
      case 'conversation.changed': {
        const { id, profileId, isRunning } = payload.conversation
        if (isRunning === running.has(id)) return false
        if (isRunning) running.set(id, profileId)
        else running.delete(id)
        return true
      }
      case 'conversation.removed':
        return running.delete(payload.conversationId)
      default:
        return false
    }
  }

  function describe(): ProfileOverview {
    const shown = profiles.filter(({ isRetired }) => !isRetired)
    const selected = profiles.find(({ id }) => id === settings.selectedProfileId) ?? shown[0]
    const counts = new Map<ProfileId, number>()
    for (const profileId of running.values()) counts.set(profileId, (counts.get(profileId) ?? 0) + 1)
    return {
      profiles: shown.map(({ id, name }) => ({ id, name })),
      selectedId: selected?.id,
      showsAll: settings.showsAllProfiles,
      running: counts,
      language: settings.language,
    }
  }

  function schedule(): void {
    if (isPending) return
    isPending = true
    clock.after(settleMs, () => {
      isPending = false
      onChange(describe())
    })
  }

  profiles = await engine.handlers['profile.list']({})
  settings = await engine.handlers['settings.get']({})
  engine.subscribe((event) => {
    if (apply(event)) schedule()
  })
  onChange(describe())
}
