// Owns handing a text to the system as a file: the browser saves it as a download, the desktop program asks where
// (main/guards.ts, which lets nothing else through).

/** Long enough for the slowest dialog to have read it. */
const keepMs = 60_000

export function saveFile(name: string, text: string, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), keepMs)
}
