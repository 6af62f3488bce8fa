// Owns the words for a failure in the language of the page: the one place that decides which sentence a person reads.
// The sentences are in i18n, by our codes (failure.ts) and by the numbers of the service (remote-error.ts).
import { useI18n } from 'vue-i18n'
import type { Failure, FailureDetail } from '#shared/failure.ts'

/** Errors of a dialogue have six digits and more. Smaller numbers of the cloud API mean something else than in a dialogue. */
const firstDialogueNumber = 460_000
/** Longest piece of the service's own words inside a sentence, in characters. All of them are under "Details". */
const longestQuote = 200

/** The system's names for having no network at all, whatever was asked for. */
const networkLosses = /^(ENETUNREACH|ENETDOWN|EAI_AGAIN)$/

/** The sentence for a failure; its own English one when this version has none for its code. */
export function useFailureSentence(): (failure: Failure) => string {
  const { t, te } = useI18n()
  const has = (key: string): boolean => te(key) || te(key, 'en')

  return ({ code, message, detail = {} }) => {
    if (code === 'unreachable' && networkLosses.test(detail.cause ?? '')) return t('keeping.network.failed')
    const number = findDialogueNumber(detail)
    if (number !== undefined && has(`remoteError.${number}`)) return t(`remoteError.${number}`)
    const sentence = has(`failure.${code}`) ? t(`failure.${code}`) : message
    const name = number ?? (code === 'cloud-failed' ? detail.cloudCode : undefined)
    if (name === undefined) return sentence
    const words = quote(detail.remoteMessage ?? '')
    const values = { sentence, code: String(name), message: words }
    return t(words === '' ? 'conversation.failureWithCode' : 'conversation.failureWithMessage', values)
  }
}

/** The number of an error of a dialogue; undefined when the service named none, or it means something else. */
export function findDialogueNumber({ remoteCode, cloudCode }: FailureDetail): number | undefined {
  return cloudCode !== undefined && (remoteCode ?? 0) < firstDialogueNumber ? undefined : remoteCode
}

/** On one line and not too long. */
function quote(message: string): string {
  const characters = Array.from(message.replace(/\s+/g, ' ').trim())
  return characters.length > longestQuote
    ? `${characters.slice(0, longestQuote).join('')}…`
    : characters.join('')
}
