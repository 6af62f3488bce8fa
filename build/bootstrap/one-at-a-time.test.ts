import { existsSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.mjs'
import { openProject } from './project.mjs'
import { makeTestFolder, writeTestFile } from './test-folder.ts'

describe('oneAtATime', () => {
  it('lets the second set-up begin when the first has ended', async () => {
    const lines: string[] = []
    const course: string[] = []
    const project = openProject(makeTestFolder(), (line) => lines.push(line))
    let finishFirst: (() => void) | undefined
    const first = oneAtATime(project, async () => {
      await new Promise<void>((resolve) => (finishFirst = resolve))
      course.push('first')
    })
    const second = oneAtATime(project, async () => course.push('second'))
    finishFirst?.()
    await Promise.all([first, second])
    expect({ course, lines }).toEqual({
      course: ['first', 'second'],
      lines: ['Another set-up is at work in this folder; waiting for it…'],
    })
  })

  it('does not wait for a set-up that was killed', async () => {
    const folder = makeTestFolder()
    writeTestFile(folder, '.cache/setup.lock', '')
    utimesSync(join(folder, '.cache/setup.lock'), 0, 0)
    const project = openProject(folder, () => undefined)
    expect(await oneAtATime(project, async () => 'done')).toEqual('done')
  })

  it('gives the folder free when the work fails', async () => {
    const project = openProject(makeTestFolder(), () => undefined)
    await oneAtATime(project, () => Promise.reject(new Error('no'))).catch(() => undefined)
    expect(existsSync(join(project.cache, 'setup.lock'))).toEqual(false)
  })
})
