import { describe, expect, it } from 'vitest'
import { findDataDir } from './data-dir.ts'

describe('findDataDir', () => {
  it.each([
    ['the named one', 'linux', { ADP_DESK_DATA_DIR: '/elsewhere' }, '/elsewhere'],
    ['Linux', 'linux', {}, '/home/me/.config/ADP Desk'],
    ['Linux with XDG', 'linux', { XDG_CONFIG_HOME: '/conf' }, '/conf/ADP Desk'],
    ['macOS', 'darwin', {}, '/home/me/Library/Application Support/ADP Desk'],
    ['Windows', 'win32', { APPDATA: 'C:\\Roaming' }, 'C:\\Roaming\\ADP Desk'],
  ])('finds the folder that Electron would use: %s', (_situation, platform, env, folder) => {
    expect(findDataDir({ platform, env, home: '/home/me' })).toBe(folder)
  })
})
