// Owns how every command begins and ends: the check of the running Node, and what a person sees of an error. A command
// fails with one sentence on stderr and exit code 1; the stack of an unexpected error goes to .cache/setup-error.log.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openProject, projectRoot } from './project.mjs'
import { SetupError } from './setup-error.mjs'

/** @import { Project } from './project.mjs' */

/**
 * Runs a command and ends the program with the exit code that it returns.
 * @param {(project: Project) => Promise<number>} command
 */
export async function runSetup(command) {
  try {
    const complaint = complainAboutNode(process.versions.node)
    if (complaint !== undefined) throw new SetupError(complaint)
    process.exitCode = await command(openProject(projectRoot, (line) => process.stdout.write(`${line}\n`)))
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${describe(error)}\n`)
  }
}

/**
 * Says what is wrong with a Node version, or undefined when it can run the bootstrap.
 * @param {string} version
 */
export function complainAboutNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return undefined
  return `ADP Desk needs Node.js 20.19 or newer and this is ${version}; install a newer Node.js and run the command again.`
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof SetupError) return error.message
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  try {
    writeFileSync(join(projectRoot, '.cache', 'setup-error.log'), `${stack}\n`)
    return `Set-up stopped unexpectedly: ${message}; the details are in .cache/setup-error.log.`
  } catch {
    return `Set-up stopped unexpectedly: ${message}; check that the project's folder can be written to.`
  }
}
