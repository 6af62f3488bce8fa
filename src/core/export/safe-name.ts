// Owns names of files that every system takes: Windows is the narrowest, in what it forbids and in how it compares.

/** Names of devices on Windows, with any extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** What separates folders, what a shell or Windows reads otherwise, and what the eye does not see. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu
/** Bytes of UTF-8. File systems take 255; the rest is for a number, an extension and `.part`. */
const maxBytes = 150

/** The text as the name of a file or folder, without an extension; `fallback` when nothing of it is left. */
export function makeSafeName(text: string, fallback: string): string {
  const spaced = text.normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ')
  // A dot or a space at the end is dropped by Windows, a dot at the beginning hides a file elsewhere.
  const cut = cutBytes(spaced.replace(/^[\s.~-]+/, '')).replace(/[\s.]+$/, '')
  if (cut === '') return fallback
  return reserved.test(cut) ? `_${cut}` : cut
}

function cutBytes(text: string): string {
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) return cut
    cut += character
  }
  return cut
}

/** Gives names of which no two are the same, however a file system compares them. */
export function createUniqueNames(): (name: string) => string {
  const taken = new Set<string>()
  const lastNumbers = new Map<string, number>()
  return (name) => {
    const key = fold(name)
    let number = lastNumbers.get(key) ?? 1
    let candidate = number === 1 ? name : `${name} ${number}`
    while (taken.has(fold(candidate))) candidate = `${name} ${++number}`
    lastNumbers.set(key, number)
    taken.add(fold(candidate))
    return candidate
  }
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
