// Owns the list of AppKey profiles and which one is selected. AppKeys and credentials go in here and never come out.
// What a person types is checked in components/profile/profile-form.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CallInput, HistoryCount } from '#shared/contract/contract.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { Profile, ProfileSettings } from '#shared/profile.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useSettingsStore } from './settings.ts'

/** SecretId and SecretKey to keep; null takes away the saved ones, undefined leaves them. */
export type CredentialChanges = CallInput<'profile.update'>['credentials']

export interface SecretChanges {
  /** Undefined leaves the saved one. */
  readonly appKey: string | undefined
  readonly credentials: CredentialChanges
}

export const useProfilesStore = defineStore('profiles', () => {
  const bridge = useBridge()
  const settings = useSettingsStore()
  const profiles = shallowRef<readonly Profile[]>([])

  /** Those that can ask, in the person's order. */
  const active = computed(() => profiles.value.filter(({ isRetired }) => !isRetired))
  /** Those that were deleted while their history was kept. */
  const retired = computed(() => profiles.value.filter(({ isRetired }) => isRetired))
  /**
   * The one that was chosen last; the first one that can ask when that is gone; undefined only when there is none at all.
   */
  const selected = computed(
    () =>
      profiles.value.find(({ id }) => id === settings.selectedProfileId) ??
      active.value[0] ??
      profiles.value[0],
  )
  const hasDemo = computed(() => active.value.some(({ isDemo }) => isDemo))

  bridge.on((event) => {
    if (event.name === 'profiles.changed') profiles.value = event.payload.profiles
  })

  async function load(): Promise<void> {
    profiles.value = await bridge.call('profile.list', {})
  }

  async function select(profileId: ProfileId): Promise<void> {
    if (settings.selectedProfileId !== profileId) await settings.change({ selectedProfileId: profileId })
  }

  /** Shows the conversations of this profile alone. */
  async function show(profileId: ProfileId): Promise<void> {
    if (settings.selectedProfileId === profileId && !settings.all.showsAllProfiles) return
    await settings.change({ selectedProfileId: profileId, showsAllProfiles: false })
  }

  /** Shows the conversations of all profiles together; the selected one stays the one that is asked. */
  async function showAll(): Promise<void> {
    if (!settings.all.showsAllProfiles) await settings.change({ showsAllProfiles: true })
  }

  /**
   * Adds and selects it. Throws with the failure when it cannot be kept; `profile-exists` when another one has the AppKey,
   * unless that is allowed.
   */
  async function add(
    profileSettings: ProfileSettings,
    { appKey, credentials }: SecretChanges & { readonly appKey: string },
    allowsDuplicate = false,
  ): Promise<void> {
    const profile = await bridge.call('profile.add', {
      settings: profileSettings,
      appKey,
      ...(credentials ? { credentials } : {}),
      ...(allowsDuplicate ? { allowsDuplicate } : {}),
    })
    put(profile)
    await select(profile.id)
  }

  async function update(
    profileId: ProfileId,
    profileSettings: ProfileSettings,
    { appKey, credentials }: SecretChanges,
  ): Promise<void> {
    put(
      await bridge.call('profile.update', {
        profileId,
        settings: profileSettings,
        ...(appKey === undefined ? {} : { appKey }),
        ...(credentials === undefined ? {} : { credentials }),
      }),
    )
  }

  /** The copy stands behind the original; nothing is selected by it. */
  async function duplicate(profileId: ProfileId, name: string): Promise<void> {
    await bridge.call('profile.duplicate', { profileId, name })
  }

  /** Shows the new order at once; when it cannot be kept, the old one comes back and the failure is thrown. */
  async function reorder(profileIds: readonly ProfileId[]): Promise<void> {
    const before = profiles.value
    const places = new Map(profileIds.map((id, place) => [id, place]))
    const placeOf = ({ id }: Profile): number => places.get(id) ?? profileIds.length
    profiles.value = [...before].sort((one, other) => placeOf(one) - placeOf(other))
    try {
      await bridge.call('profile.reorder', { profileIds: [...profileIds] })
    } catch (error) {
      profiles.value = before
      throw error
    }
  }

  function countHistory(profileId: ProfileId): Promise<HistoryCount> {
    return bridge.call('profile.countHistory', { profileId })
  }

  async function deleteProfile(profileId: ProfileId, history: 'keep' | 'delete'): Promise<void> {
    await bridge.call('profile.delete', { profileId, history })
    profiles.value = profiles.value.flatMap((profile) => {
      if (profile.id !== profileId) return [profile]
      return history === 'keep' ? [{ ...profile, isRetired: true }] : []
    })
  }

  /** Selects the profile of the built-in simulator, making it when it is not there. */
  async function addDemo(): Promise<void> {
    const profile = await bridge.call('profile.addDemo', {})
    put(profile)
    await select(profile.id)
  }

  function put(profile: Profile): void {
    const index = profiles.value.findIndex(({ id }) => id === profile.id)
    profiles.value = index === -1 ? [...profiles.value, profile] : profiles.value.with(index, profile)
  }

  return {
    profiles,
    active,
    retired,
    selected,
    hasDemo,
    load,
    select,
    show,
    showAll,
    add,
    update,
    duplicate,
    reorder,
    countHistory,
    deleteProfile,
    addDemo,
  }
})
