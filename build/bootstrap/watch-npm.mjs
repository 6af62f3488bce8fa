// Owns the question whether the npm that runs this program is still there. npm can be ended without telling the script it
// runs: it hands signals to a shell between the two, which passes nothing on. A program that no npm script started may
// outlive its shell.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const pollMs = 250

/**
 * Calls back once when npm or its shell has ended. Returns the function that ends the watch.
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => undefined
  const shell = process.ppid
  const npm = findParent(shell)
  const timer = setInterval(() => {
    if (process.ppid === shell && isAlive(shell) && (npm === undefined || isAlive(npm))) return
    clearInterval(timer)
    onGone()
  }, pollMs)
  return () => clearInterval(timer)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * @param {number} pid
 * @returns {number | undefined}
 */
function findParent(pid) {
  if (process.platform === 'win32') return undefined
  const parent = Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)]).stdout ?? readParent(pid))
  return parent > 1 ? parent : undefined
}

/**
 * Small systems have no ps. In /proc/PID/stat the name, which may hold anything, stands in brackets before the rest.
 * @param {number} pid
 */
function readParent(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
  } catch {
    return undefined
  }
}
