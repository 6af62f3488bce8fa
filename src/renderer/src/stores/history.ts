// Owns whether the history can be written at the moment. Answers stay on the screen when it cannot.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '#shared/failure.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useHistoryStore = defineStore('history', () => {
  const failure = shallowRef<Failure | null>(null)

  useBridge().on((event) => {
    if (event.name === 'history.changed') failure.value = event.payload.failure
  })

  return { failure }
})
