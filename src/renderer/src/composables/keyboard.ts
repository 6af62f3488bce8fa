// Owns what is known of the keyboard in front of the person: whose it is, and what its command key is called.

export function isMac(): boolean {
  return /mac/i.test(navigator.userAgent)
}

export function getCommandKey(isMac: boolean): string {
  return isMac ? '⌘' : 'Ctrl'
}
