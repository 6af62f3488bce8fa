// Owns the rule that one set-up at a time works on the folder: two commands started together would install over each
// other. The lock is a file that its holder touches while it works; one that was left behind counts for nothing.
import { statSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** @import { Project } from './project.mjs' */

const pollMs = 300
const touchMs = 2_000
const abandonedAfterMs = 15_000

/**
 * @template T
 * @param {Project} project
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(project, work) {
  const lock = join(project.cache, 'setup.lock')
  let hasSaid = false
  while (!take(lock)) {
    if (!hasSaid) project.say('Another set-up is at work in this folder; waiting for it…')
    hasSaid = true
    await sleep(pollMs)
  }
  const release = () => rmSync(lock, { force: true })
  const touching = setInterval(() => touch(lock), touchMs)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    process.off('exit', release)
    release()
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const touchedAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  if (touchedAt !== undefined && Date.now() - touchedAt > abandonedAfterMs) rmSync(lock, { force: true })
  return false
}

/** @param {string} lock */
function touch(lock) {
  const now = new Date()
  try {
    utimesSync(lock, now, now)
  } catch {
    // Somebody emptied the cache folder; the work goes on all the same.
  }
}
