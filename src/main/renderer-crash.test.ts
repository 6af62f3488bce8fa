import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { expect, it } from 'vitest'
import { silentLog } from '#core/log.ts'
import { createTestClock } from '#core/test-clock.ts'
import { recoverFromCrashes } from './renderer-crash.ts'

function watch(isReloadWanted = true) {
  const events: string[] = []
  const clock = createTestClock()
  const contents = Object.assign(new EventEmitter(), { reload: () => void events.push('reload') })
  // Of web contents the rule uses events and `reload`.
  recoverFromCrashes(contents as unknown as WebContents, {
    clock,
    log: silentLog,
    askToReload: async () => events.push('ask') > 0 && isReloadWanted,
    quit: () => void events.push('quit'),
  })
  const crash = async (reason = 'crashed') => {
    contents.emit('render-process-gone', {}, { reason, exitCode: 1 })
    await Promise.resolve()
  }
  return { events, clock, crash }
}

it('a page that dies is loaded again', async () => {
  const { events, crash } = watch()
  await crash()
  expect(events).toEqual(['reload'])
})

it('a page that dies twice within a minute is asked about, and loaded again', async () => {
  const { events, clock, crash } = watch()
  await crash()
  clock.advance(60_000)
  await crash('oom')
  expect(events).toEqual(['reload', 'ask', 'reload'])
})

it('a page that dies twice within a minute ends the program when a person says so', async () => {
  const { events, crash } = watch(false)
  await crash()
  await crash()
  expect(events).toEqual(['reload', 'ask', 'quit'])
})

it('a page that dies after a quiet minute is loaded again', async () => {
  const { events, clock, crash } = watch()
  await crash()
  clock.advance(60_001)
  await crash()
  expect(events).toEqual(['reload', 'reload'])
})

it('a page that ends as it should is left alone', async () => {
  const { events, crash } = watch()
  await crash('clean-exit')
  expect(events).toEqual([])
})
