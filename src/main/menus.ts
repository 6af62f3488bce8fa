// Owns the menus around the window, drawn anew whenever the profiles in them change: the application menu (menu.ts) and that
// of the tray (tray-menu.ts), and what a choice in them does.
import { app, Menu } from 'electron'
import type { Clock } from '#core/clock.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import type { Log } from '#core/log.ts'
import { createMenuTemplate } from './menu.ts'
import { createProfileItemsWithKeys, type ChooseProfile } from './profile-menu.ts'
import { watchProfiles, type ProfileOverview } from './profile-overview.ts'
import { getShellTexts } from './shell-texts.ts'
import { openTray } from './tray.ts'
import { createTrayTemplate, type TrayActions } from './tray-menu.ts'

export interface MenusOptions {
  readonly engine: RunningEngine
  readonly clock: Clock
  readonly log: Log
  /** Shows the window, opening one when there is none. */
  readonly show: () => void
}

/** Resolves when they have been drawn for the first time. */
export async function openMenus({ engine, clock, log, show }: MenusOptions): Promise<void> {
  const { platform } = process
  const tray = openTray(platform, show)

  async function select(choice: Parameters<ChooseProfile>[0]): Promise<void> {
    try {
      await engine.handlers['settings.set'](
        choice === 'all'
          ? { showsAllProfiles: true }
          : { selectedProfileId: choice, showsAllProfiles: false },
      )
    } catch (error) {
      log.error('profile.not-selected', { error: String(error) })
    }
  }

  const actions: TrayActions = {
    choose: (choice) => {
      void select(choice)
      show()
    },
    startConversation: () => {
      engine.requestLaunch({ type: 'new-conversation' })
      show()
    },
    show,
    quit: () => app.quit(),
  }

  function draw(overview: ProfileOverview): void {
    const texts = getShellTexts(overview.language, app.getLocale())
    const { isPackaged } = app
    const profileItems = createProfileItemsWithKeys(overview, actions.choose)
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(createMenuTemplate({ platform, isPackaged, texts, profileItems })),
    )
    tray.setMenu(createTrayTemplate(overview, texts, actions))
  }

  await watchProfiles({ engine, clock, onChange: draw })
}
