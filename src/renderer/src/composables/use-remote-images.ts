// Owns the images of the conversation on the screen: what the setting says about them, and the store's knowledge of each.
import type { RemoteImages } from '../markdown/remote-images.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useRemoteImagesStore } from '../stores/remote-images.ts'
import { useSettingsStore } from '../stores/settings.ts'

export function useRemoteImages(): RemoteImages {
  const settings = useSettingsStore()
  const open = useOpenConversationStore()
  const images = useRemoteImagesStore()
  return {
    get choice() {
      return settings.all.remoteImages
    },
    find(address) {
      const id = open.conversation?.id
      return id && images.find(id, address)
    },
    load(address) {
      const id = open.conversation?.id
      if (id) void images.load(id, address)
    },
    hold(address) {
      const id = open.conversation?.id
      return id ? images.hold(id, address) : () => undefined
    },
  }
}
