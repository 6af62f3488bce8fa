// Owns the sudden end of a program: it is started, says line by line what it has done, and is killed without a warning.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Runs a file of this folder until `afterMs` after its first line, or to its end; gives the lines that it has said. A line
 * that was cut off says nothing.
 */
export async function runUntilKilled(
  file: string,
  args: readonly string[],
  afterMs: number,
): Promise<string[]> {
  const program = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(program, 'close')
  const chunks: Buffer[] = []
  program.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await Promise.race([once(program.stdout, 'data'), ended])
  await Promise.race([delay(afterMs), ended])
  program.kill('SIGKILL')
  await ended
  return Buffer.concat(chunks).toString().split('\n').slice(0, -1)
}
