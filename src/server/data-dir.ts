// Owns the folder that history and settings live in when none is named: the one that Electron gives the installed
// program (`app.getPath('userData')`), so that both shells open the same history.
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

export interface Machine {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const folderName = 'ADP Desk'

export function findDataDir(
  machine: Machine = { platform: process.platform, env: process.env, home: homedir() },
): string {
  const { platform, env, home } = machine
  const chosen = env['ADP_DESK_DATA_DIR']
  if (chosen) return chosen
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', folderName)
  if (platform === 'win32')
    return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), folderName)
  return posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), folderName)
}
