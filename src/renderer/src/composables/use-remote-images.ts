// Owns the images of the conversation on the screen: what the setting and the consents say about them, and the store's knowledge of each.
import type { RemoteImages } from '../markdown/remote-images.ts'
import { useImageConsentsStore } from '../stores/image-consents.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useRemoteImagesStore } from '../stores/remote-images.ts'
import { useSettingsStore } from '../stores/settings.ts'

export function useRemoteImages(): RemoteImages {
  const settings = useSettingsStore()
  const open = useOpenConversationStore()
  const images = useRemoteImagesStore()
  const consents = useImageConsentsStore()
  return {
    get choice() {
      return settings.all.remoteImages
    },
    find(address) {
      const id = open.conversation?.id
      return id && images.find(id, address)
    },
    mayLoad(address) {
      const id = open.conversation?.id
      if (settings.all.remoteImages !== 'ask') return settings.all.remoteImages === 'always'
      return id !== undefined && consents.has(id, hostOf(address))
    },
    load(address, isUnasked = false) {
      const id = open.conversation?.id
      if (id) void images.load(id, address, isUnasked)
    },
    allow(kind, address) {
      const id = open.conversation?.id
      if (kind === 'host') void consents.give({ kind, name: hostOf(address) })
      else if (id) void consents.give({ kind, name: id })
    },
    hold(address) {
      const id = open.conversation?.id
      return id ? images.hold(id, address) : () => undefined
    },
  }
}

/** As the engine has it: without a port. */
function hostOf(address: string): string {
  return URL.parse(address)?.hostname ?? ''
}
