// Owns what is said at the foot of the window about things done elsewhere that failed: a rename, a deletion, a setting.
// Failures of a question or an answer stand in the conversation, those of a form at its fields.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '#shared/failure.ts'
import { getFailure } from './get-failure.ts'

export const useNoticesStore = defineStore('notices', () => {
  const failure = shallowRef<Failure | null>(null)

  /** Waits for something a person asked for; when it fails, says so and answers with undefined. */
  async function watchOver<Value>(work: Promise<Value>): Promise<Value | undefined> {
    try {
      const value = await work
      failure.value = null
      return value
    } catch (error) {
      failure.value = getFailure(error)
      return undefined
    }
  }

  function dismiss(): void {
    failure.value = null
  }

  return { failure, watchOver, dismiss }
})
