// Owns what came from outside and has not been dealt with: links that wait to be shown, one after the other, and the name of
// a profile that was not found. What a person makes of a link is components/launch/LinkDialog.vue's matter.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { assertNever } from '#shared/assert-never.ts'
import type { DeepLink } from '#shared/deep-link.ts'
import type { LaunchRequest } from '#shared/launch.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from './conversations.ts'

export const useLaunchStore = defineStore('launch', () => {
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const links = shallowRef<readonly DeepLink[]>([])
  const notFound = shallowRef<Extract<LaunchRequest, { type: 'profile-not-found' }> | null>(null)

  /** Asks the engine for what waits there. What cannot be had now is announced, or asked for, again. */
  async function load(): Promise<void> {
    const requests = await bridge.call('launch.take', {}).catch(() => [])
    requests.forEach(receive)
  }

  function receive(request: LaunchRequest): void {
    switch (request.type) {
      case 'link':
        return showLink(request.link)
      case 'profile-not-found':
        notFound.value = request
        return
      case 'new-conversation':
        return conversations.startNew()
      default:
        return assertNever(request)
    }
  }

  function showLink(link: DeepLink): void {
    links.value = [...links.value, link]
  }

  /** The link that is shown has been dealt with, one way or the other. */
  function settleLink(): void {
    links.value = links.value.slice(1)
  }

  function dismissNotFound(): void {
    notFound.value = null
  }

  bridge.on((event) => {
    if (event.name === 'launch.requested') void load()
  })
  bridge.onReconnected(() => void load())

  return { link: computed(() => links.value[0]), notFound, load, showLink, settleLink, dismissNotFound }
})
