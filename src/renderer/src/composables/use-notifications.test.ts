import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { defaultSettings, type Settings } from '#shared/settings.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import { useSettingsStore } from '../stores/settings.ts'
import {
  conversationId,
  createProfile,
  createSummary,
  messageId,
  profileId,
  settle,
  startTestHost,
} from '../stores/test-host.ts'
import { mountSetup } from './test-component.ts'
import { useNotifications } from './use-notifications.ts'

/** The browser's notifications, and what becomes of them. */
class TestNotification extends EventTarget {
  static permission: NotificationPermission = 'granted'
  static shown: TestNotification[] = []
  readonly words: unknown
  isClosed = false
  constructor(title: string, { body }: NotificationOptions) {
    super()
    this.words = [title, body]
    TestNotification.shown.push(this)
  }
  close(): void {
    this.isClosed = true
  }
}

let focused = 0
beforeEach(() => {
  TestNotification.permission = 'granted'
  TestNotification.shown = []
  focused = 0
  vi.stubGlobal('Notification', TestNotification)
  vi.stubGlobal('window', { focus: () => (focused += 1) })
})
afterEach(() => vi.unstubAllGlobals())

interface Situation {
  readonly isVisible?: boolean
  readonly hasFocus?: boolean
  readonly notifications?: Settings['notifications']
  readonly end?: AnswerEvent
}

async function endAnswer(situation: Situation = {}) {
  const { isVisible = false, hasFocus = false, notifications = 'unseen' } = situation
  const end = situation.end ?? { type: 'answer-end', status: 'complete' }
  vi.stubGlobal('document', {
    visibilityState: isVisible ? 'visible' : 'hidden',
    hasFocus: () => hasFocus,
  })
  const summary = createSummary(7, { profileId: profileId(2), title: 'Autumn' })
  const host = startTestHost({
    'settings.get': () => ({ ...defaultSettings, notifications, selectedProfileId: profileId(1) }),
    'settings.set': () => ({ ...defaultSettings, notifications, selectedProfileId: profileId(2) }),
    'profile.list': () => [createProfile(1), createProfile(2)],
    'conversation.list': ({ profileId: profile }) => (profile === profileId(2) ? [summary] : []),
    'conversation.open': () => ({
      conversation: summary,
      messages: [],
      hasEarlier: false,
      hasLater: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 0,
    }),
  })
  await Promise.all([useSettingsStore().load(), useProfilesStore().load()])
  const { unmount } = mountSetup(useNotifications)
  host.emit({
    name: 'answer.progressed',
    payload: {
      conversationId: conversationId(7),
      revision: 3,
      messageId: messageId(1),
      events: [{ type: 'text-delta', part: 'text', text: 'A secret answer' }, end],
    },
  })
  host.emit({ name: 'conversation.changed', payload: { conversation: summary } })
  // Renamed later: no reason to tell again.
  host.emit({ name: 'conversation.changed', payload: { conversation: summary } })
  return { words: TestNotification.shown.map(({ words }) => words), unmount }
}

describe('a notification', () => {
  it.each<[string, Situation]>([
    ['the window is hidden', {}],
    ['another window has the keyboard', { isVisible: true }],
  ])(
    'names the conversation of another profile, and never the answer, when %s',
    async (_title, situation) => {
      const { words, unmount } = await endAnswer(situation)
      unmount()
      expect(words).toEqual([['Autumn', 'The answer is complete.']])
    },
  )

  it.each<[string, AnswerEvent, unknown[]]>([
    ['has failed', { type: 'answer-end', status: 'failed' }, [['Autumn', 'The answer has failed.']]],
    ['was withdrawn', { type: 'answer-end', status: 'refused' }, [['Autumn', 'The answer was withdrawn.']]],
    ['was stopped by hand', { type: 'answer-end', status: 'stopped' }, []],
    ['was cut off by the end of the program', { type: 'answer-end', status: 'interrupted' }, []],
    ['goes on', { type: 'answer-start' }, []],
  ])('says that an answer %s', async (_what, end, expected) => {
    const { words, unmount } = await endAnswer({ end })
    unmount()
    expect(words).toEqual(expected)
  })

  it('is not shown when the person looks, does not want it, or the browser was not asked', async () => {
    const shown: unknown[] = []
    for (const situation of [{ isVisible: true, hasFocus: true }, { notifications: 'off' }] as const) {
      const { words, unmount } = await endAnswer(situation)
      unmount()
      shown.push(...words)
    }
    for (const permission of ['default', 'denied'] as const) {
      TestNotification.permission = permission
      const { words, unmount } = await endAnswer()
      unmount()
      shown.push(...words)
    }
    vi.stubGlobal('Notification', undefined)
    Reflect.deleteProperty(globalThis, 'Notification')
    const { words, unmount } = await endAnswer()
    unmount()
    expect([...shown, ...words]).toEqual([])
  })

  it('brings the window and the conversation when it is clicked', async () => {
    const { unmount } = await endAnswer()
    TestNotification.shown[0]?.dispatchEvent(new Event('click'))
    await settle()
    const conversations = useConversationsStore()
    unmount()
    expect([
      focused,
      TestNotification.shown[0]?.isClosed,
      useProfilesStore().selected?.id,
      conversations.selectedId,
    ]).toEqual([1, true, profileId(2), conversationId(7)])
  })
})
