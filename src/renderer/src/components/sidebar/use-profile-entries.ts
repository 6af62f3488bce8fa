// Owns what the switcher says of each profile: its connection, its answers, its keys. ProfileMenuItem.vue shows it.
import { computed, type ComputedRef, type Ref } from 'vue'
import type { ProfileId } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import { useKeyboard, type ShortcutHint } from '../../composables/use-keyboard.ts'
import { profileNumbers } from '../../composables/shortcut-list.ts'
import { useConnectionsStore } from '../../stores/connections.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { describeConnection, type ConnectionState } from '../connection/describe-connection.ts'

export interface ProfileEntry {
  readonly profile: Profile
  readonly connection: ConnectionState | undefined
  readonly runningCount: number
  readonly isUnread: boolean
  readonly hint: ShortcutHint | undefined
}

export interface ProfileEntries {
  /** Those that can ask, whose name contains the filter. */
  readonly active: ComputedRef<readonly ProfileEntry[]>
  /** Those of which only the history is left. */
  readonly retired: ComputedRef<readonly ProfileEntry[]>
  readonly isRunningElsewhere: ComputedRef<boolean>
  readonly isUnreadElsewhere: ComputedRef<boolean>
}

export function useProfileEntries(filter: Readonly<Ref<string>>): ProfileEntries {
  const profiles = useProfilesStore()
  const connections = useConnectionsStore()
  const conversations = useConversationsStore()
  const { findHint } = useKeyboard()

  const runningCounts = computed(() => countByProfile(conversations.running.values()))
  const unreadCounts = computed(() => countByProfile(conversations.unread.values()))

  function describe(profile: Profile, index: number): ProfileEntry {
    const number = profile.isRetired ? undefined : profileNumbers[index]
    return {
      profile,
      connection: profile.isRetired
        ? undefined
        : describeConnection(profile, connections.byProfile.get(profile.id)).state,
      runningCount: runningCounts.value.get(profile.id) ?? 0,
      isUnread: unreadCounts.value.has(profile.id),
      hint: number && findHint(`show-profile-${number}`),
    }
  }

  /** The shortcuts go by the whole list, so it is described before it is narrowed down. */
  function narrow(list: readonly Profile[]): ProfileEntry[] {
    const wanted = filter.value.trim().toLocaleLowerCase()
    return list.map(describe).filter(({ profile }) => profile.name.toLocaleLowerCase().includes(wanted))
  }

  function isElsewhere(counts: ReadonlyMap<ProfileId, number>): boolean {
    return profiles.profiles.some(({ id }) => id !== profiles.selected?.id && counts.has(id))
  }

  return {
    active: computed(() => narrow(profiles.active)),
    retired: computed(() => narrow(profiles.retired)),
    isRunningElsewhere: computed(() => isElsewhere(runningCounts.value)),
    isUnreadElsewhere: computed(() => isElsewhere(unreadCounts.value)),
  }
}

function countByProfile(ids: Iterable<ProfileId>): ReadonlyMap<ProfileId, number> {
  const counts = new Map<ProfileId, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
