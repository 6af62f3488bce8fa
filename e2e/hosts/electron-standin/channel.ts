// Owns the program half's end of the channel to the test process.
import type { ToPage, ToProgram } from './messages.ts'

export function tell(message: ToPage): void {
  process.send?.(message)
}

export function onMessage(listener: (message: ToProgram) => void): void {
  // Only the page half holds the other end of this channel.
  process.on('message', (message) => listener(message as ToProgram))
}

/** Ends the process after everything that was told has gone out. */
export function exitAfterTelling(code: number): void {
  if (process.connected) process.send?.({ type: 'exit' } satisfies ToPage, () => process.exit(code))
  else process.exit(code)
}
