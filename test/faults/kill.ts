// Owns the sudden end of a program: it is started, says line by line what it has done, and is killed without a warning.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export interface Moment {
  /** So many lines come first. */
  readonly lines: number
  /** And then so many milliseconds pass. */
  readonly afterMs: number
}

/**
 * Runs a file, named from this folder, until this moment, or to its end; gives the lines that it has said. A line that was cut
 * off says nothing.
 */
export async function runUntilKilled(
  file: string,
  args: readonly string[],
  { lines, afterMs }: Moment,
): Promise<string[]> {
  const program = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(program, 'close')
  const chunks: Buffer[] = []
  const said = (): string[] => Buffer.concat(chunks).toString().split('\n').slice(0, -1)
  const hasSaidEnough = new Promise<void>((resolve) => {
    program.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (said().length >= lines) resolve()
    })
  })
  await Promise.race([hasSaidEnough, ended])
  await Promise.race([delay(afterMs), ended])
  program.kill('SIGKILL')
  await ended
  return said()
}
