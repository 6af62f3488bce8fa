// Owns programs that a person sees: the child has this program's own streams. Quiet steps are run-logged.mjs.
import { spawn } from 'node:child_process'
import { attendChild } from './attend-child.mjs'

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd?: string, stdin?: 'inherit' | 'ignore' }} options
 */
export async function runChild(command, args, { env, cwd = process.cwd(), stdin = 'inherit' }) {
  return await attendChild(spawn(command, args, { cwd, env, stdio: [stdin, 'inherit', 'inherit'] }))
}
