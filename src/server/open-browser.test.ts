import { describe, expect, it } from 'vitest'
import { findOpenCommand } from './open-browser.ts'

describe('findOpenCommand', () => {
  it.each([
    ['macOS', 'darwin', {}, ['open']],
    ['Windows', 'win32', {}, ['cmd.exe', '/d', '/c', 'start']],
    ['Linux with X11', 'linux', { DISPLAY: ':0' }, ['xdg-open']],
    ['Linux with Wayland', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
    ['Linux without a display', 'linux', {}, undefined],
  ])('names a fixed command, or none: %s', (_situation, platform, env, command) => {
    expect(findOpenCommand(platform, env)).toEqual(command)
  })
})
