// Owns handing a text or a picture to the system as a file: the browser saves it as a download, the desktop program asks where
// (main/guards.ts, which lets nothing else through).

/** Long enough for the slowest dialog to have read it. */
const keepMs = 60_000

/** `content`: a text is of the given type. */
export function saveFile(name: string, content: string | Blob, type = 'application/json'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const address = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
}
