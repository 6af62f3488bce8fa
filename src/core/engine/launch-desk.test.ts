import { describe, expect, it } from 'vitest'
import type { LaunchRequest } from '#shared/launch.ts'
import { createTestEngine } from './test-engine.ts'

const link: LaunchRequest = { type: 'link', link: { type: 'open-profile', name: 'Work' } }

describe('what comes from outside', () => {
  it('waits for a page, is announced, and is handed out once', async () => {
    const { engine, events } = createTestEngine()
    engine.requestLaunch(link)
    engine.requestLaunch({ type: 'new-conversation' })
    const taken = await engine.handlers['launch.take']({})
    expect([events, taken, await engine.handlers['launch.take']({})]).toEqual([
      [
        { name: 'launch.requested', payload: {} },
        { name: 'launch.requested', payload: {} },
      ],
      [link, { type: 'new-conversation' }],
      [],
    ])
  })

  it('does not pile up', async () => {
    const { engine } = createTestEngine()
    for (let count = 0; count < 1000; count += 1) engine.requestLaunch(link)
    expect((await engine.handlers['launch.take']({})).length).toBe(20)
  })
})

describe('the profile that a command line names', () => {
  it('is selected alone, and pages are told', async () => {
    const test = createTestEngine()
    await test.addProfile('Work')
    const travel = await test.addProfile('Travel')
    await test.engine.handlers['settings.set']({ showsAllProfiles: true })
    test.engine.selectProfileNamed('travel')
    const settings = await test.engine.handlers['settings.get']({})
    expect([settings.selectedProfileId, settings.showsAllProfiles, test.events.at(-1)]).toEqual([
      travel.id,
      false,
      { name: 'settings.changed', payload: { settings } },
    ])
  })

  it.each([
    ['none', 'Wrok', 'none'],
    ['several', 'WORK', 'several'],
    ['none', 'x'.repeat(10_000), 'none'],
  ] as const)(
    'changes nothing when %s are called so, and a page says what was asked',
    async (_count, name, matches) => {
      const test = createTestEngine()
      await test.addProfile('Work')
      await test.addProfile('work')
      const before = await test.engine.handlers['settings.get']({})
      test.engine.selectProfileNamed(name)
      expect([
        await test.engine.handlers['settings.get']({}),
        await test.engine.handlers['launch.take']({}),
      ]).toEqual([before, [{ type: 'profile-not-found', name: name.slice(0, 200), matches }]])
    },
  )
})
