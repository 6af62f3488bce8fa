// Owns which addresses in the text of an answer may become links, and the name of the place they lead to. Everything else
// stays text. Opening a link is the shell's, which checks the address again.

const schemes: readonly string[] = ['https:', 'http:', 'mailto:']

/** Longest address that may become a link, in UTF-16 units. */
const maxLength = 2048

// Browsers drop some of these while they parse, so that what is read would not be what is opened.
const hidden = /[\p{Cc}\p{Cf}\s\\]/u

/** The address when it may be a link: absolute, of an allowed scheme, without credentials in front of its host. */
export function findSafeUrl(text: string): URL | undefined {
  if (text.length > maxLength || hidden.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!schemes.includes(url.protocol) || url.username !== '' || url.password !== '') return undefined
  return url
}

/** Where the link really leads: the host as the network knows it (IDN in its ASCII form), or the mail address. */
export function getDestination(url: URL): string {
  return url.protocol === 'mailto:' ? url.pathname : url.host
}

/** Whether the words of a link name another host than the one it leads to, or hide something from the eye. */
export function isMisleading(words: string, url: URL): boolean {
  const text = words.trim()
  if (/\p{Cf}/u.test(text)) return true
  const named = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/?#]+\.[^\s/?#.]{2,})(?:[/?#]|$)/iu.exec(text)?.[1]
  if (named === undefined || url.protocol === 'mailto:') return false
  return named.toLowerCase() !== url.host && named.toLowerCase() !== url.hostname
}
