// Owns what is in the menu of the tray. The tray itself is tray.ts's.
import type { MenuItemConstructorOptions } from 'electron'
import { createProfileItems, type ChooseProfile } from './profile-menu.ts'
import type { ProfileOverview } from './profile-overview.ts'
import type { ShellTexts } from './shell-texts.ts'

export interface TrayActions {
  readonly choose: ChooseProfile
  readonly show: () => void
  readonly startConversation: () => void
  readonly quit: () => void
}

export function createTrayTemplate(
  overview: ProfileOverview,
  texts: ShellTexts,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const hasProfiles = overview.profiles.length > 0
  return [
    { label: texts.show, click: actions.show },
    ...(hasProfiles ? [{ label: texts.newConversation, click: actions.startConversation }] : []),
    separator,
    ...(hasProfiles
      ? [
          {
            type: 'radio' as const,
            label: texts.allProfiles,
            checked: overview.showsAll,
            click: () => actions.choose('all'),
          },
          ...createProfileItems(overview, actions.choose),
          separator,
        ]
      : []),
    { label: texts.quit, click: actions.quit },
  ]
}
