// Owns the profiles as items of a menu: in the tray all of them, in the application menu the first nine with their keys.
import type { MenuItemConstructorOptions } from 'electron'
import type { ProfileId } from '#shared/ids.ts'
import type { ProfileOverview } from './profile-overview.ts'

/** A menu is as wide as its longest item. */
const longestLabel = 48
const profilesWithKeys = 9

export type ChooseProfile = (choice: ProfileId | 'all') => void

export function createProfileItems(
  { profiles, selectedId, showsAll, running }: ProfileOverview,
  choose: ChooseProfile,
): MenuItemConstructorOptions[] {
  return profiles.map(({ id, name }) => {
    const count = running.get(id) ?? 0
    return {
      type: 'radio',
      label: `${formatLabel(name)}${count === 0 ? '' : ` (${count})`}`,
      checked: !showsAll && id === selectedId,
      click: () => choose(id),
    }
  })
}

/** The same for the first nine. Their keys are shown here and listened for by the page. */
export function createProfileItemsWithKeys(
  overview: ProfileOverview,
  choose: ChooseProfile,
): MenuItemConstructorOptions[] {
  return createProfileItems(overview, choose)
    .slice(0, profilesWithKeys)
    .map((item, index) => ({
      ...item,
      accelerator: `CmdOrCtrl+${index + 1}`,
      registerAccelerator: false,
    }))
}

/** On one line, not too long, and with every & shown instead of underlining what follows it. */
function formatLabel(name: string): string {
  const characters = Array.from(name.replace(/\s+/g, ' '))
  const label =
    characters.length > longestLabel
      ? `${characters.slice(0, longestLabel - 1).join('')}…`
      : characters.join('')
  return label.replaceAll('&', '&&')
}
