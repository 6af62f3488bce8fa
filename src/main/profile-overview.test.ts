import { describe, expect, it } from 'vitest'
import { createTestEngine, complete, settle, start } from '#core/engine/test-engine.ts'
import { watchProfiles, type ProfileOverview } from './profile-overview.ts'

async function watch() {
  const test = createTestEngine()
  const profile = await test.addProfile('Work')
  const overviews: ProfileOverview[] = []
  await watchProfiles({
    engine: test.engine,
    clock: test.clock,
    onChange: (overview) => overviews.push(overview),
  })
  const blank: ProfileOverview = {
    profiles: [{ id: profile.id, name: 'Work' }],
    selectedId: profile.id,
    showsAll: false,
    running: new Map(),
    language: 'system',
  }
  return { test, profile, overviews, blank }
}

describe('what menus show of the profiles', () => {
  it('is there at once, with the first one selected when none was chosen', async () => {
    const { overviews, blank } = await watch()
    expect(overviews).toEqual([blank])
  })

  it('is drawn once for changes that come together', async () => {
    const { test, overviews, blank } = await watch()
    const other = await test.addProfile('Travel')
    await test.engine.handlers['settings.set']({ selectedProfileId: other.id, language: 'zh-CN' })
    await test.engine.handlers['settings.set']({ showsAllProfiles: true })
    test.clock.advance(1000)
    expect(overviews.slice(1)).toEqual([
      {
        ...blank,
        profiles: [...blank.profiles, { id: other.id, name: 'Travel' }],
        selectedId: other.id,
        showsAll: true,
        language: 'zh-CN',
      },
    ])
  })

  it('counts answers while they are written, also of a conversation that is deleted', async () => {
    const { test, profile, overviews } = await watch()
    const one = await test.createConversation()
    const two = await test.createConversation()
    const dictation = await test.ask(one)
    await test.ask(two)
    test.clock.advance(1000)
    await dictation.send(start, complete)
    await dictation.breakOff()
    test.clock.advance(1000)
    await test.engine.handlers['conversation.delete']({ conversationIds: [two] })
    await settle()
    test.clock.advance(1000)
    expect(overviews.map(({ running }) => running.get(profile.id))).toEqual([undefined, 2, 1, undefined])
  })
})
