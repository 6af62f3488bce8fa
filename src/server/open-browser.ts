// Owns the only program that this shell starts: the one that opens an address in the default browser. Fixed commands,
// and as their argument the address, which host.ts has made of digits and base64url: nothing that a shell would read.
import { spawn } from 'node:child_process'

/** Opens the address where there is somebody to see it; elsewhere, and when it cannot, says nothing. */
export function openBrowser(address: string): void {
  const command = findOpenCommand(process.platform, process.env)
  if (!command) return
  const [program, ...words] = command
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true })
  // The printed address is there for the person in any case.
  child.on('error', () => undefined)
  child.unref()
}

/** Undefined where there is no display. */
export function findOpenCommand(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly [program: string, ...words: string[]] | undefined {
  if (platform === 'darwin') return ['open']
  // `start` is a word of the command interpreter, not a program of its own.
  if (platform === 'win32') return ['cmd.exe', '/d', '/c', 'start']
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}
