// Owns the question whether this system can show an Electron window with its sandbox on. The sandbox is never switched
// off: where it is not to be had, the browser-hosted program is the answer.
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/**
 * What a system says of itself. `userId` is undefined where there are none. The three settings are the contents of the
 * files of that name below /proc/sys, undefined where the kernel has no such file.
 * @typedef {object} SystemReadings
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {number | undefined} userId
 * @property {boolean} hasSuidSandbox Electron's chrome-sandbox belongs to root with mode 4755
 * @property {boolean} canUnshare a user namespace could be made; true where it could not be tried
 * @property {string | undefined} maxUserNamespaces
 * @property {string | undefined} unprivilegedUserNamespaces
 * @property {string | undefined} restrictedUserNamespaces
 */

/**
 * Says in one clause why Electron cannot run here, or undefined when it can.
 * @param {SystemReadings} readings
 */
export function findElectronObstacle(readings) {
  const { platform, env, userId } = readings
  if (platform !== 'linux') return undefined
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'There is no display'
  if (userId === 0) return 'Electron’s sandbox does not run as root'
  if (!hasSandbox(readings)) return 'This system does not allow Electron’s sandbox'
  return undefined
}

/** @param {SystemReadings} readings */
function hasSandbox(readings) {
  if (readings.hasSuidSandbox) return true
  return (
    readings.maxUserNamespaces !== '0' &&
    readings.unprivilegedUserNamespaces !== '0' &&
    (readings.restrictedUserNamespaces ?? '0') === '0' &&
    readings.canUnshare
  )
}

/**
 * @param {string} suidSandbox path of Electron's chrome-sandbox, which may not be there
 * @returns {SystemReadings}
 */
export function readSystem(suidSandbox) {
  const isLinux = process.platform === 'linux'
  return {
    platform: process.platform,
    env: process.env,
    userId: process.getuid?.(),
    hasSuidSandbox: isLinux && isSuidRoot(suidSandbox),
    canUnshare: !isLinux || canUnshare(),
    maxUserNamespaces: readSetting('user/max_user_namespaces'),
    unprivilegedUserNamespaces: readSetting('kernel/unprivileged_userns_clone'),
    restrictedUserNamespaces: readSetting('kernel/apparmor_restrict_unprivileged_userns'),
  }
}

/** @param {string} name */
function readSetting(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** @param {string} path */
function isSuidRoot(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.uid === 0 && (found.mode & 0o7777) === 0o4755
}

/** Containers forbid user namespaces without saying so in any setting; only trying tells. */
function canUnshare() {
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
  return error !== undefined || status === 0
}
