// Owns where things are: the project's folder, its cache, and where progress is said. Passed to every step, so that a
// test can run a step on a folder of its own.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ readonly root: string, readonly cache: string, readonly say: (line: string) => void }} Project */

/**
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Project}
 */
export function openProject(root, say) {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  return { root, cache, say }
}

/** The project these scripts belong to. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
