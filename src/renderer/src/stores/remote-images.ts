// Owns the images of answers that are loaded: each once, as a blob of this page, and which of them a person has asked for.
// What was shown in an earlier run was kept by the program and comes back by itself. Blobs that no text shows any more are
// revoked when there are too many; what was asked for is loaded again.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { ConversationId } from '#shared/ids.ts'
import type { CallOutput } from '#shared/contract/contract.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import type { RemoteImageState } from '../markdown/remote-images.ts'
import { getFailure } from './get-failure.ts'

/** Bytes of blobs that nobody sees at the moment, at most. */
const maxIdleBytes = 64 * 1024 * 1024

interface Image {
  readonly bytes: number
  readonly url: string
}

export const useRemoteImagesStore = defineStore('remote-images', () => {
  const bridge = useBridge()
  const states = shallowReactive(new Map<string, RemoteImageState>())
  /** Oldest first; moved to the end when the last text that shows it is gone. */
  const images = new Map<string, Image>()
  const holders = new Map<string, number>()
  /** Wanted in this run, or kept from an earlier one. */
  const wanted = new Set<string>()
  /** Those that the program was asked for copies of. */
  const lookedFor = new Set<string>()

  const keyOf = (conversationId: ConversationId, address: string) => `${conversationId} ${address}`

  /** `isUnasked`: by a consent or the setting, not by a click. */
  async function load(conversationId: ConversationId, address: string, isUnasked = false): Promise<void> {
    const key = keyOf(conversationId, address)
    wanted.add(key)
    const status = states.get(key)?.status
    if (status === 'loading' || status === 'loaded') return
    states.set(key, { status: 'loading' })
    try {
      show(
        key,
        await bridge.call('image.load', {
          conversationId,
          url: address,
          ...(isUnasked ? { isUnasked } : {}),
        }),
      )
    } catch (error) {
      states.set(key, { status: 'failed', failure: getFailure(error) })
    }
  }

  function show(key: string, { mediaType, base64 }: CallOutput<'image.load'>): void {
    const bytes = decodeBase64(base64)
    const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
    images.set(key, { bytes: bytes.length, url })
    states.set(key, { status: 'loaded', url })
    revokeIdle()
  }

  /** A copy costs no network and tells nobody anything, so it is shown without being asked for. */
  async function showKept(conversationId: ConversationId, address: string): Promise<void> {
    const key = keyOf(conversationId, address)
    if (lookedFor.has(key)) return
    lookedFor.add(key)
    try {
      const { image } = await bridge.call('image.findKept', { conversationId, url: address })
      if (image === null || states.has(key)) return
      wanted.add(key)
      show(key, image)
    } catch {
      // It stands there as one that was never loaded, and can be asked for.
    }
  }

  /** Counts who shows it. Returns the function that is to be called once when that is over. */
  function hold(conversationId: ConversationId, address: string): () => void {
    const key = keyOf(conversationId, address)
    holders.set(key, (holders.get(key) ?? 0) + 1)
    if (!states.has(key))
      void (wanted.has(key) ? load(conversationId, address) : showKept(conversationId, address))
    return () => {
      const left = (holders.get(key) ?? 1) - 1
      if (left > 0) return void holders.set(key, left)
      holders.delete(key)
      const image = images.get(key)
      if (!image) return
      images.delete(key)
      images.set(key, image)
      revokeIdle()
    }
  }

  function revokeIdle(): void {
    const idle = [...images].filter(([key]) => !holders.has(key))
    let bytes = idle.reduce((sum, [, image]) => sum + image.bytes, 0)
    for (const [key, image] of idle) {
      if (bytes <= maxIdleBytes) return
      URL.revokeObjectURL(image.url)
      images.delete(key)
      states.delete(key)
      bytes -= image.bytes
    }
  }

  return {
    find: (conversationId: ConversationId, address: string) => states.get(keyOf(conversationId, address)),
    load,
    hold,
  }
})

/** By a plain loop: `Uint8Array.from` takes seconds for a large image. */
function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  const characters = atob(base64)
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index)
  return bytes
}
