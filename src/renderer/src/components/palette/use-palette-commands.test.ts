import { describe, expect, it } from 'vitest'
import type { ConversationSummary } from '#shared/conversation.ts'
import { folderIdSchema } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import { mountSetup } from '../../composables/test-component.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import {
  conversationId,
  createMessage,
  createProfile,
  createSummary,
  settle,
  startTestHost,
} from '../../stores/test-host.ts'
import { usePaletteCommands } from './use-palette-commands.ts'

const folderId = folderIdSchema.parse('00000004-0000-4000-8000-000000000001')
const parts = [{ type: 'text' as const, key: 'text', text: 'Words', quotes: [], references: [] }]
const turn = [
  createMessage(1, { role: 'user', parts }),
  createMessage(2, { parts, remote: { recordId: 'record' } }),
]

interface Situation {
  readonly profile?: Partial<Profile>
  readonly conversation?: Partial<ConversationSummary>
  readonly messages?: typeof turn
}

/** The commands about the open conversation: all that are not there without one. */
async function listCommands({ profile, conversation, messages = turn }: Situation): Promise<string[]> {
  const summary = createSummary(1, conversation)
  startTestHost({
    'profile.list': () => [createProfile(1, profile)],
    'conversation.list': () => [summary],
    'conversation.open': () => ({
      conversation: summary,
      messages,
      hasEarlier: false,
      hasLater: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 1,
    }),
    'answer.listShown': () => [],
    'rating.list': () => [],
    'conversation.findOrigin': () => ({ isFork: false, original: null }),
    'folder.list': () => [{ id: folderId, name: 'Travel' }],
  })
  await useProfilesStore().load()
  await useFoldersStore().load()
  let commands: readonly { readonly command: string }[] = []
  const list = (): string[] => commands.map(({ command }) => command)
  const app = mountSetup(() => {
    const palette = usePaletteCommands(
      () => undefined,
      () => 'Search',
    )
    commands = palette.commands.value
  })
  const before = new Set(list())
  app.unmount()
  useConversationsStore().select(conversationId(1))
  await settle()
  mountSetup(() => {
    const palette = usePaletteCommands(
      () => undefined,
      () => 'Search',
    )
    commands = palette.commands.value
  }).unmount()
  return list().filter((command) => !before.has(command))
}

const ofMessages = [
  'copy-conversation',
  'find',
  'toggle-outline',
  'previous-question',
  'next-question',
  'show-start',
  'show-end',
]
const ofPlace = ['pin', 'archive', 'move-to-new', `move-to-${folderId}`, 'delete-conversation']

describe('the commands about the open conversation', () => {
  it('are all there for one with a question and an answer', async () => {
    expect(await listCommands({ profile: { isDemo: true } })).toEqual([
      'retry',
      'edit-question',
      'fork',
      'copy-answer',
      'rate-good',
      'rate-bad',
      'export-answer',
      'answer-details',
      ...ofMessages,
      'rename-conversation',
      'export-conversation',
      'fetch-conversation',
      ...ofPlace,
    ])
  })

  it('stop the answer that is being written, and ask nothing meanwhile', async () => {
    const messages = [...turn.slice(0, 1), createMessage(2, { status: 'streaming' })]
    expect(await listCommands({ messages })).toEqual([
      'stop',
      ...ofMessages,
      'rename-conversation',
      'export-conversation',
      ...ofPlace,
    ])
  })

  it('change nothing in the bin but bring it back', async () => {
    const conversation = { shelf: 'bin' as const, deletedAt: 1 }
    expect(await listCommands({ profile: { isDemo: true }, conversation })).toEqual([
      'copy-answer',
      'export-answer',
      'answer-details',
      ...ofMessages,
      'export-conversation',
      'restore',
    ])
  })

  it('ask nothing where the profile was deleted', async () => {
    const commands = await listCommands({ profile: { isRetired: true } })
    expect(commands.filter((command) => /retry|edit|fork|rate|attach|fetch/.test(command))).toEqual([])
  })
})
