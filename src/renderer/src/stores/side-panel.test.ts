import { beforeEach, describe, expect, it } from 'vitest'
import { useConversationsStore } from './conversations.ts'
import { useProfilesStore } from './profiles.ts'
import { useSidePanelStore } from './side-panel.ts'
import { conversationId, createProfile, createSummary, messageId, startTestHost } from './test-host.ts'

beforeEach(async () => {
  startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1), createSummary(2)],
  })
  await useProfilesStore().load()
})

describe('the panel beside a conversation', () => {
  it('is closed, then the one that was opened last, and closes', () => {
    const panel = useSidePanelStore()
    const shown = [panel.shown]
    panel.open('details', { messageId: messageId(1) })
    shown.push(panel.shown)
    panel.open('references', { messageId: messageId(2), index: '3' })
    shown.push(panel.shown)
    panel.close()
    shown.push(panel.shown)
    expect(shown).toEqual([
      null,
      { panel: 'details', payload: { messageId: messageId(1) } },
      { panel: 'references', payload: { messageId: messageId(2), index: '3' } },
      null,
    ])
  })

  it('closes when another conversation is shown', () => {
    const conversations = useConversationsStore()
    const panel = useSidePanelStore()
    conversations.select(conversationId(1))
    panel.open('outline', {})
    conversations.select(conversationId(2))
    expect(panel.shown).toBe(null)
  })
})
