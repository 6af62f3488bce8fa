// Owns the list of AppKey profiles and which one is selected. AppKeys and credentials go in here and never come out.
// What a person types is checked in components/profile/profile-form.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CallInput } from '#shared/contract/contract.ts'
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

  /** The one that was chosen last; the first one when that is gone; undefined only when there is none at all. */
  const selected = computed(
    () => profiles.value.find(({ id }) => id === settings.selectedProfileId) ?? profiles.value[0],
  )
  const hasDemo = computed(() => profiles.value.some(({ isDemo }) => isDemo))

  bridge.on((event) => {
    if (event.name === 'profiles.changed') profiles.value = event.payload.profiles
  })

  async function load(): Promise<void> {
    profiles.value = await bridge.call('profile.list', {})
  }

  async function select(profileId: ProfileId): Promise<void> {
    if (settings.selectedProfileId !== profileId) await settings.change({ selectedProfileId: profileId })
  }

  /** Adds and selects it. Throws with the failure when it cannot be kept. */
  async function add(
    profileSettings: ProfileSettings,
    { appKey, credentials }: SecretChanges & { readonly appKey: string },
  ): Promise<void> {
    const profile = await bridge.call('profile.add', {
      settings: profileSettings,
      appKey,
      ...(credentials ? { credentials } : {}),
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

  async function deleteProfile(profileId: ProfileId): Promise<void> {
    await bridge.call('profile.delete', { profileId, history: 'delete' })
    profiles.value = profiles.value.filter(({ id }) => id !== profileId)
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

  return { profiles, selected, hasDemo, load, select, add, update, deleteProfile, addDemo }
})
