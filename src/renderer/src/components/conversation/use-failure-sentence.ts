// Owns the words for a failure in the language of the page.
import { useI18n } from 'vue-i18n'
import type { Failure } from '#shared/failure.ts'

/** The sentence for the code of a failure; its own English one when this version has none for it. */
export function useFailureSentence(): (failure: Failure) => string {
  const { t, te } = useI18n()
  return (failure) => {
    const key = `failure.${failure.code}`
    return te(key) || te(key, 'en') ? t(key) : failure.message
  }
}
