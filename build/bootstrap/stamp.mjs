// Owns the memory of finished steps: a step takes its stamp away before it begins and sets it when all is done, so that
// a step that was cut off is never taken for a finished one.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @import { Project } from './project.mjs' */

/**
 * @param {Project} project
 * @param {string} name
 */
export function findStamp(project, name) {
  try {
    return readFileSync(pathOf(project, name), 'utf8')
  } catch {
    return undefined
  }
}

/**
 * @param {Project} project
 * @param {string} name
 * @param {string} text
 */
export function setStamp(project, name, text) {
  const path = pathOf(project, name)
  writeFileSync(`${path}.new`, text)
  renameSync(`${path}.new`, path)
}

/**
 * @param {Project} project
 * @param {string} name
 */
export function removeStamp(project, name) {
  rmSync(pathOf(project, name), { force: true })
}

/**
 * @param {Project} project
 * @param {string} name
 */
function pathOf(project, name) {
  return join(project.cache, `${name}.stamp`)
}
