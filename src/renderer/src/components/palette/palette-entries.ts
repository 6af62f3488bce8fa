// Owns what the command palette offers for a text: profiles, conversations and commands that contain it, in any language,
// in small or capital letters. What choosing one does is in CommandPalette.vue.
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Profile } from '#shared/profile.ts'
import type { ListedCommand, PaletteCommand } from './listed-command.ts'

export type PaletteEntry =
  | { readonly type: 'profile'; readonly id: string; readonly label: string; readonly profile: Profile }
  | {
      readonly type: 'conversation'
      readonly id: string
      readonly label: string
      readonly conversation: ConversationSummary
      readonly profile: Profile | undefined
    }
  | {
      readonly type: 'command'
      readonly id: string
      readonly label: string
      readonly command: PaletteCommand
      readonly keys: string | undefined
    }

export interface PaletteGroup {
  readonly key: 'profiles' | 'conversations' | 'commands'
  readonly entries: readonly PaletteEntry[]
}

export interface PaletteContents {
  readonly profiles: readonly Profile[]
  /** As the engine found them for the text: they are not compared again. */
  readonly conversations: readonly ConversationSummary[]
  readonly commands: readonly (Omit<ListedCommand, 'run'> & { readonly keys: string | undefined })[]
}

/** Without a text there is room for the first nine, those that have keys; the rest is a few letters away. */
const mostProfilesUnasked = 9
const mostProfiles = 20

export function createPaletteGroups(text: string, contents: PaletteContents): PaletteGroup[] {
  const wanted = text.trim().toLocaleLowerCase()
  const has = (label: string): boolean => label.toLocaleLowerCase().includes(wanted)
  const profilesById = new Map(contents.profiles.map((profile) => [profile.id, profile]))
  const groups: PaletteGroup[] = [
    {
      key: 'profiles',
      entries: contents.profiles
        .filter(({ name }) => has(name))
        .slice(0, wanted === '' ? mostProfilesUnasked : mostProfiles)
        .map((profile) => ({ type: 'profile', id: profile.id, label: profile.name, profile })),
    },
    {
      key: 'conversations',
      entries: contents.conversations.map((conversation) => ({
        type: 'conversation',
        id: conversation.id,
        label: conversation.title,
        conversation,
        profile: profilesById.get(conversation.profileId),
      })),
    },
    {
      key: 'commands',
      entries: putSearchLast(contents.commands, wanted)
        .filter(({ isAskedFor }) => wanted !== '' || isAskedFor !== true)
        .filter(({ command, label }) => command === 'search-all' || has(label))
        .map(({ command, label, keys }) => ({ type: 'command', id: command, label, command, keys })),
    },
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}

/** It is offered for every text, and must not come before what is called that. */
function putSearchLast(commands: PaletteContents['commands'], wanted: string): PaletteContents['commands'] {
  if (wanted === '') return commands
  const isSearch = ({ command }: PaletteContents['commands'][number]): boolean => command === 'search-all'
  return [...commands.filter((each) => !isSearch(each)), ...commands.filter(isSearch)]
}
