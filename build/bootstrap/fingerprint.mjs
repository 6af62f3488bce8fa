// Owns fingerprints: a short text that is the same exactly when names and contents of files are the same.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * The fingerprint of texts in their order; where one ends and the next begins counts.
 * @param {readonly string[]} texts
 */
export function fingerprintTexts(texts) {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text)
  return hash.digest('hex')
}

/**
 * The fingerprint of files and of all files below folders. A path that is not there counts as absent.
 * @param {string} root
 * @param {readonly string[]} paths relative to the root
 */
export function fingerprintFiles(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((each) => listFiles(root, each))) {
    const content = readFileSync(join(root, path))
    hash.update(`${path.split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(root, path) {
  const entries = entriesOf(join(root, path))
  if (entries === 'absent') return []
  if (entries === 'file') return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}

/** @param {string} path */
function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return 'absent'
    if (code === 'ENOTDIR') return 'file'
    throw error
  }
}
