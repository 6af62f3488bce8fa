// Owns what something else on the page asks of the composer: files to be chosen. Who asks is a card of an answer; choosing
// and attaching them is the composer's.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface FileRequest {
  /** Undefined: as many as the composer takes. */
  readonly maxFiles: number | undefined
  /** Extensions without the dot; none means any. */
  readonly fileTypes: readonly string[]
}

export const useComposerRequestsStore = defineStore('composer-requests', () => {
  /** A new object each time; null once somebody has taken it. */
  const files = shallowRef<FileRequest | null>(null)
  /** Whether the composer on the page can take files. */
  const canTakeFiles = shallowRef(false)

  return {
    files,
    canTakeFiles,
    requestFiles: (request: FileRequest) => {
      files.value = request
    },
  }
})
