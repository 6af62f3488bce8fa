// Owns what a person has allowed about images from elsewhere, beyond the setting: hosts and conversations. The engine keeps it
// and checks it; which images stand on the page is remote-images.ts's.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { ImageConsent, ImageConsentChoice } from '#shared/image.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useNoticesStore } from './notices.ts'

export const useImageConsentsStore = defineStore('image-consents', () => {
  const bridge = useBridge()
  const notices = useNoticesStore()
  const list = shallowRef<readonly ImageConsent[]>([])
  const known = computed(() => new Set(list.value.map(({ kind, name }) => `${kind} ${name}`)))

  bridge.on((event) => {
    if (event.name === 'imageConsents.changed') list.value = event.payload.consents
    // What was allowed for a conversation goes with it.
    if (event.name === 'conversation.removed') {
      const { conversationId } = event.payload
      list.value = list.value.filter(({ name }) => name !== conversationId)
    }
  })

  /** When that fails, images are asked about. */
  async function load(): Promise<void> {
    try {
      list.value = await bridge.call('imageConsent.list', {})
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }

  /** `host`: as the network knows it, without a port. */
  function has(conversationId: ConversationId, host: string): boolean {
    return known.value.has(`host ${host}`) || known.value.has(`conversation ${conversationId}`)
  }

  async function give(consent: ImageConsentChoice): Promise<void> {
    await notices.watchOver(bridge.call('imageConsent.give', consent))
  }

  async function take({ kind, name }: ImageConsent): Promise<void> {
    const consent = kind === 'host' ? { kind, name } : { kind, name }
    await notices.watchOver(bridge.call('imageConsent.take', consent))
  }

  return { list, load, has, give, take }
})
