// Owns the Electron runtime: finds it, or tries once in a while to download it, within bounds. That there is none is no
// error; the caller gets the reason in words.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toolEnvironment } from './ensure-node.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { runLogged } from './run-logged.mjs'
import { findStamp, removeStamp, setStamp } from './stamp.mjs'

/** @import { Project } from './project.mjs' */

const stampName = 'electron-attempt'
/** How long a failed download is remembered, so that the next start does not wait for it again. */
const rememberMs = 60 * 60 * 1_000
const stallLimitMs = 60_000
const versionTimeoutMs = 30_000

/**
 * Returns the path of an Electron that starts, or why there is none.
 * @param {Project} project
 * @param {string} node
 * @param {{ shouldRetry: boolean }} options
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function ensureElectron(project, node, { shouldRetry }) {
  if (findElectron(project.root, process.env) === undefined) {
    const failure = await oneAtATime(project, () => download(project, node, shouldRetry))
    if (failure !== undefined) return { reason: `The Electron runtime could not be downloaded (${failure})` }
  }
  const path = findElectron(project.root, process.env)
  if (path === undefined) return { reason: 'The Electron runtime is not complete' }
  return (await canStart(path)) ? { path } : { reason: 'The Electron runtime does not start on this system' }
}

/** @param {string} root */
export function electronFolder(root) {
  return join(root, 'node_modules', 'electron')
}

/**
 * The path of the unpacked runtime of the wanted version; the package's own installer writes path.txt last.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 */
export function findElectron(root, env) {
  const folder = electronFolder(root)
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  try {
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
    const present = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'))
    return present === wanted && existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {Project} project
 * @param {string} node
 * @param {boolean} shouldRetry
 * @returns {Promise<string | undefined>} the reason of a failure
 */
async function download(project, node, shouldRetry) {
  const remembered = recallFailure(findStamp(project, stampName), Date.now())
  if (remembered !== undefined && !shouldRetry)
    return `${remembered}; npm start -- --retry-electron tries again`
  removeStamp(project, stampName)
  project.say('Downloading the Electron runtime…')
  const folder = electronFolder(project.root)
  // The installer downloads into the folder for temporary files; one of our own shows how far it has come.
  const temporary = join(project.cache, 'electron-download')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary)
  const { exitCode, output, hasStalled } = await runLogged({
    command: node,
    args: [join(folder, 'install.js')],
    cwd: project.root,
    env: {
      ...toolEnvironment(project, node, process.env),
      ...proxyEnvironment(process.env),
      ...temporaryFolder(temporary),
    },
    log: join(project.cache, 'electron-download.log'),
    stall: { limitMs: stallLimitMs, folders: [temporary, join(folder, 'dist')] },
  })
  rmSync(temporary, { recursive: true, force: true })
  if (exitCode === 0) return undefined
  const reason = hasStalled
    ? `no progress for ${stallLimitMs / 1_000} seconds`
    : explainDownloadFailure(output)
  setStamp(project, stampName, JSON.stringify({ failedAt: Date.now(), reason }))
  return reason
}

/**
 * The reason of a failure that is recent enough to be believed, or undefined.
 * @param {string | undefined} stamp
 * @param {number} now
 * @returns {string | undefined}
 */
export function recallFailure(stamp, now) {
  if (stamp === undefined) return undefined
  const { failedAt, reason } = JSON.parse(stamp)
  return now >= failedAt && now - failedAt < rememberMs ? reason : undefined
}

/** @param {string} output what the installer printed */
export function explainDownloadFailure(output) {
  const status = /Response code (\d+)/.exec(output)?.[1]
  if (status !== undefined) return `the download server answered ${status}`
  if (/ENOSPC/.test(output)) return 'the disk is full'
  if (/EACCES|EPERM|EROFS/.test(output)) return 'the folder cannot be written to'
  if (/checksum/i.test(output)) return 'what was received is damaged'
  if (/fetch failed|terminated|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|UND_ERR/.test(output)) {
    return 'no connection to the download server'
  }
  return 'details: .cache/electron-download.log'
}

/** @param {string} path */
async function canStart(path) {
  try {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined }
    await promisify(execFile)(path, ['--version'], { timeout: versionTimeoutMs, env })
    return true
  } catch {
    return false
  }
}

/** @param {string} path */
function temporaryFolder(path) {
  return { TMPDIR: path, TEMP: path, TMP: path }
}

/**
 * Node's own fetch looks at the proxy variables only when it is told to.
 * @param {NodeJS.ProcessEnv} env
 */
function proxyEnvironment(env) {
  const isSet = Object.keys(env).some((name) => /^https?_proxy$/i.test(name))
  return isSet ? { NODE_USE_ENV_PROXY: '1' } : {}
}
