// Owns what is made of text that is pasted into the window where no field takes it. Only what can hardly be anything else is
// taken for an AppKey: a word of the consoles' form. Who listens is use-paste.ts.
import { isDeepLink, parseDeepLink, type DeepLink } from '#shared/deep-link.ts'

export type RecognizedPaste =
  { readonly type: 'app-key'; readonly appKey: string } | { readonly type: 'link'; readonly link: DeepLink }

/** AppKeys of today have 128 characters; the shortest that were seen have eight, of which words have as many. */
const longestAppKey = 128
const shortestAppKey = 12
/** From here on nothing else that people copy is one word of letters in both cases. */
const plainlyLong = 65

export function recognizePaste(text: string): RecognizedPaste | undefined {
  const word = text.trim()
  if (isDeepLink(word)) return { type: 'link', link: parseDeepLink(word) }
  return isLikeAppKey(word) ? { type: 'app-key', appKey: word } : undefined
}

function isLikeAppKey(word: string): boolean {
  if (!/^[A-Za-z0-9]+$/.test(word)) return false
  if (word.length < shortestAppKey || word.length > longestAppKey) return false
  // The SecretId of a cloud account.
  if (word.startsWith('AKID')) return false
  const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word)
  return isMixed && (/[0-9]/.test(word) || word.length >= plainlyLong)
}
