// Owns quiet steps: output goes to a log file, the caller gets the exit code and the end of it. A step can be bounded:
// it is ended when neither its output nor the folders it writes to have grown for a while.
import { execFile, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { attendChild } from './attend-child.mjs'
import { measureFolder } from './measure-folder.mjs'
import { watchForStall } from './stall-watch.mjs'

/**
 * @typedef {object} LoggedRun
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log path of the log file, written anew
 * @property {{ limitMs: number, folders: readonly string[] }} [stall]
 */

/** How much of the output is kept for the caller, in characters; the log file has all. */
const outputLimit = 64_000
const lastLinesLimit = 15
/** A line of a stack trace; npm puts its name before each. */
const stackLine = /^(npm (error|ERR!))?\s+at /

/**
 * @param {LoggedRun} run
 * @returns {Promise<{ exitCode: number, output: string, hasStalled: boolean }>}
 */
export async function runLogged({ command, args, cwd, env, log, stall }) {
  const logFile = createWriteStream(log)
  // A bounded step leads a process group of its own, so that what it started in turn ends with it.
  const isGroup = stall !== undefined && process.platform !== 'win32'
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isGroup,
    windowsHide: true,
  })
  let outputBytes = 0
  let output = ''
  /** @param {Buffer} chunk */
  const onOutput = (chunk) => {
    outputBytes += chunk.length
    output = (output + chunk.toString()).slice(-outputLimit)
    logFile.write(chunk)
  }
  child.stdout.on('data', onOutput)
  child.stderr.on('data', onOutput)

  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    if (isGroup && child.pid !== undefined) sendToGroup(child.pid, signal)
    else if (process.platform === 'win32')
      execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], () => undefined)
    else child.kill(signal)
  }
  let hasStalled = false
  const stopWatching =
    stall === undefined
      ? () => undefined
      : watchForStall({
          limitMs: stall.limitMs,
          measure: () => outputBytes + stall.folders.reduce((sum, folder) => sum + measureFolder(folder), 0),
          onStall: () => {
            hasStalled = true
            send('SIGKILL')
          },
        })
  try {
    const { exitCode, wasAskedToStop } = await attendChild(child, send)
    if (wasAskedToStop) process.exit(exitCode === 0 ? 1 : exitCode)
    return { exitCode, hasStalled, output }
  } finally {
    stopWatching()
    await new Promise((resolve) => logFile.end(() => resolve(undefined)))
  }
}

/**
 * What a person is shown of a step that failed: its last lines, without colours and stack traces.
 * @param {string} output
 */
export function lastLines(output) {
  return stripVTControlCharacters(output)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '' && !stackLine.test(line))
    .slice(-lastLinesLimit)
    .map((line) => `  ${line}`)
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function sendToGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has ended by itself in the meantime.
  }
}
