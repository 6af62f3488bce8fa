// Owns one number: how many bytes a folder holds. It grows while something is downloaded or unpacked into it.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The size of all files below a folder, 0 when it is not there. Files that vanish meanwhile are left out.
 * @param {string} folder
 * @returns {number}
 */
export function measureFolder(folder) {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sum + measureFolder(path)
    return sum + unlessGone(() => statSync(path).size, 0)
  }, 0)
}

/**
 * @template T
 * @param {() => T} read
 * @param {T} otherwise
 */
function unlessGone(read, otherwise) {
  try {
    return read()
  } catch {
    return otherwise
  }
}
