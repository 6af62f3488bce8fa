// Owns the window that nobody sees, in which an exported HTML file becomes a PDF: without scripts, without a network, in a
// session of its own that keeps nothing.
import { BrowserWindow, session } from 'electron'
import { windowLocks } from './window-locks.ts'

/** Of the session; without `persist:` in front it is in memory alone. */
const partition = 'print'

/** `htmlFile`: one that the program has written itself. Rejects when it cannot be loaded or printed. */
export async function printPdf(htmlFile: string): Promise<Uint8Array> {
  guardPrintSession()
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition,
      javascript: false,
      ...windowLocks,
      devTools: false,
      spellcheck: false,
    },
  })
  try {
    await window.loadFile(htmlFile)
    return await window.webContents.printToPDF({
      printBackground: true,
      pageSize: 'A4',
      displayHeaderFooter: false,
      // Centimetres would be nicer; these are inches.
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.6 },
    })
  } finally {
    window.destroy()
  }
}

let isGuarded = false

/** Nothing but files and what stands in them is loaded, whatever a file says. */
function guardPrintSession(): void {
  if (isGuarded) return
  isGuarded = true
  const printSession = session.fromPartition(partition)
  printSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith('file:') && !url.startsWith('data:') }),
  )
  printSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  printSession.setPermissionCheckHandler(() => false)
  printSession.on('will-download', (event) => event.preventDefault())
}
