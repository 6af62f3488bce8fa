// Owns what is said about things done elsewhere: a rename, a deletion, a setting that failed; a copy or a backup that was
// made and is nowhere to be seen. Failures of a question or an answer stand in the conversation, those of a form at its
// fields.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '#shared/failure.ts'
import { getFailure } from './get-failure.ts'

export const useNoticesStore = defineStore('notices', () => {
  const failure = shallowRef<Failure | null>(null)
  /** What was done, in the words of the page; a new object each time, so that the same words twice are said twice. */
  const done = shallowRef<{ readonly text: string } | null>(null)

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

  function say(text: string): void {
    done.value = { text }
  }

  function endSaying(): void {
    done.value = null
  }

  return { failure, done, watchOver, dismiss, say, endSaying }
})
