// Owns what applications say of themselves, as the engine knows it, and their pictures as addresses that the page may load.
// What a person calls a profile is in profiles.ts.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppCard, Avatar } from '#shared/app-card.ts'
import { FailureError } from '#shared/failure.ts'
import type { ProfileId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export interface ShownCard extends AppCard {
  /** Of the picture, as long as this card is the newest one; null where there is none. */
  readonly avatarUrl: string | null
}

export const useAppCardsStore = defineStore('app-cards', () => {
  const bridge = useBridge()
  /** Of the profiles whose application has been asked. */
  const byProfile = shallowRef<ReadonlyMap<ProfileId, ShownCard>>(new Map())
  /** Counts the lists asked for, so that only the newest one is shown. */
  let loads = 0
  /** Profiles that were heard of since the list was asked for: what was heard is newer. */
  const heard = new Set<ProfileId>()

  bridge.on((event) => {
    if (event.name !== 'appCard.changed') return
    const { profileId, card } = event.payload
    heard.add(profileId)
    put(profileId, card)
  })

  /** Reads them all. When that fails, what is known stays: the profile's own name and colour serve as well. */
  async function load(): Promise<void> {
    const load = ++loads
    heard.clear()
    try {
      const cards = await bridge.call('appCard.list', {})
      if (load !== loads) return
      const gone = [...byProfile.value.keys()].filter((id) => !cards.some((card) => card.profileId === id))
      for (const id of gone) if (!heard.has(id)) put(id, null)
      for (const card of cards) if (!heard.has(card.profileId)) put(card.profileId, card)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }

  function put(profileId: ProfileId, card: AppCard | null): void {
    const before = byProfile.value.get(profileId)
    const cards = new Map(byProfile.value)
    if (card === null) cards.delete(profileId)
    else cards.set(profileId, { ...card, avatarUrl: findUrl(card.avatar, before) })
    byProfile.value = cards
    const kept = cards.get(profileId)?.avatarUrl
    if (before?.avatarUrl && before.avatarUrl !== kept) URL.revokeObjectURL(before.avatarUrl)
  }

  /** Asks the application again. Throws with the failure when it does not answer. */
  async function refresh(profileId: ProfileId): Promise<void> {
    put(profileId, await bridge.call('appCard.refresh', { profileId }))
  }

  return { byProfile, load, refresh }
})

/** The same picture keeps its address, so that nothing flickers. */
function findUrl(avatar: Avatar | undefined, before: ShownCard | undefined): string | null {
  if (avatar === undefined) return null
  const isSame = before?.avatar?.base64 === avatar.base64 && before.avatar.mediaType === avatar.mediaType
  if (isSame && before.avatarUrl !== null) return before.avatarUrl
  const bytes = Uint8Array.from(atob(avatar.base64), (character) => character.charCodeAt(0))
  return URL.createObjectURL(new Blob([bytes], { type: avatar.mediaType }))
}
