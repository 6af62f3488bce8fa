// Owns how a person gets at what the program has written for them: the file manager in the desktop program, a download or
// the print dialog in a browser.
import type { PageBridge } from './use-bridge.ts'
import type { Delivery } from '#shared/delivery.ts'

/** How often a page that is to be printed is looked at until it is there. */
const lookEveryMs = 50
const maxLooks = 600

/** Throws with the failure when it is not there any more. Printing opens a tab: to be called for a click. */
export async function takeDelivery(
  bridge: Pick<PageBridge, 'call'>,
  { deliveryId, way, name }: Delivery,
): Promise<void> {
  if (way === 'file') return void (await bridge.call('delivery.show', { deliveryId }))
  const { address } = await bridge.call('delivery.makeAddress', { deliveryId })
  if (way === 'print') return printPage(address)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
}

/** On the page nothing runs, so the print dialog is called for from here. */
function printPage(address: string): void {
  const opened = window.open(address, '_blank')
  if (!opened) return
  let looks = 0
  const look = window.setInterval(() => {
    looks += 1
    const isThere =
      !opened.closed && opened.document.readyState === 'complete' && opened.location.pathname === address
    if (!isThere && !opened.closed && looks < maxLooks) return
    window.clearInterval(look)
    if (isThere) opened.print()
  }, lookEveryMs)
}
