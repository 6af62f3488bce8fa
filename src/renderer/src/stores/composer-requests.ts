// Owns what other places of the page ask of the composer: at the moment, that a person is shown the picker for files with the
// limits of whoever wants them. Who opens it is components/conversation/AttachButton.vue.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface FileRequest {
  /** As many as a question can have when absent. */
  readonly maxFiles?: number | undefined
  /** Extensions without the dot; none means all that can be sent. */
  readonly fileTypes: readonly string[]
}

export const useComposerRequestsStore = defineStore('composer-requests', () => {
  /** A new object for every request. */
  const files = shallowRef<FileRequest | null>(null)

  /** To be called from a click or a key: browsers open a picker for nothing else. */
  function requestFiles(request: FileRequest): void {
    files.value = { ...request }
  }

  return { files, requestFiles }
})
