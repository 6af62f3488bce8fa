import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { attendChild, exitCodeOf } from './attend-child.mjs'

/** Runs a piece of JavaScript in a Node of its own. */
const run = (script: string) =>
  spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })

/** Waits until the child has printed something. */
const ready = async (child: ChildProcess) => child.stdout && (await once(child.stdout, 'data'))

describe('attendChild', () => {
  it('gives the exit code of the child', async () => {
    expect(await attendChild(run('process.exit(7)'))).toEqual({ exitCode: 7, wasAskedToStop: false })
  })

  it('passes a signal on once, however often it comes, and gives what the child made of it', async () => {
    const child = run(`
      let count = 0
      process.on('SIGTERM', () => { count += 1; setTimeout(() => process.exit(10 + count), 300) })
      process.stdout.write('ready'); setInterval(() => {}, 1000)`)
    const end = attendChild(child)
    await ready(child)
    process.emit('SIGTERM')
    process.emit('SIGTERM')
    expect(await end).toEqual({ exitCode: 11, wasAskedToStop: true })
  })

  it('rejects when the program is not there', async () => {
    await expect(attendChild(spawn('/nowhere/program', { stdio: 'ignore' }))).rejects.toThrow('ENOENT')
  })

  it('leaves no signal listener behind', async () => {
    const before = process.listenerCount('SIGTERM')
    await attendChild(run(''))
    expect(process.listenerCount('SIGTERM')).toEqual(before)
  })
})

describe('exitCodeOf', () => {
  it.each([
    [0, null, 0],
    [3, null, 3],
    [null, 'SIGTERM', 143],
    [null, 'SIGKILL', 137],
    [null, null, 129],
  ] as const)('turns code %s and signal %s into %s', (code, signal, expected) => {
    expect(exitCodeOf(code, signal)).toEqual(expected)
  })
})
