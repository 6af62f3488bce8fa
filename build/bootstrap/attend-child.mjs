// Owns the life of a started child: signals are passed on to it once each, it is ended when npm, which started this
// program, is gone, and its exit code becomes ours. What is started and with what is run-child.mjs and run-logged.mjs.
import { constants } from 'node:os'
import { watchNpm } from './watch-npm.mjs'

/** @import { ChildProcess } from 'node:child_process' */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
/** How long a child may take to close after npm is gone; nobody is left to insist. */
const orphanGraceMs = 10_000

/**
 * Waits until the child has ended. Rejects when it could not be started.
 * @param {ChildProcess} child
 * @param {(signal: NodeJS.Signals) => void} [send] how a signal reaches the child
 * @returns {Promise<{ exitCode: number, wasAskedToStop: boolean }>}
 */
export function attendChild(child, send = (signal) => child.kill(signal)) {
  /** Not empty once this program was told to stop. @type {Set<NodeJS.Signals>} */
  const passedOn = new Set()
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    if (passedOn.has(signal)) return
    passedOn.add(signal)
    send(signal)
  }
  for (const signal of signals) process.on(signal, passOn)
  const forgetNpm = watchNpm(() => {
    passOn('SIGTERM')
    setTimeout(() => send('SIGKILL'), orphanGraceMs).unref()
  })

  return new Promise((resolve, reject) => {
    const forget = () => {
      for (const signal of signals) process.off(signal, passOn)
      forgetNpm()
    }
    child.once('error', (error) => {
      forget()
      reject(error)
    })
    child.once('close', (code, signal) => {
      forget()
      resolve({ exitCode: exitCodeOf(code, signal), wasAskedToStop: passedOn.size > 0 })
    })
  })
}

/**
 * The exit code a shell would report: a child ended by a signal has 128 and the signal's number.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(code, signal) {
  if (code !== null) return code
  const numbers = /** @type {Partial<Record<NodeJS.Signals, number>>} */ (constants.signals)
  return 128 + ((signal === null ? undefined : numbers[signal]) ?? 1)
}
