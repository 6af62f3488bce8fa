import { describe, expect, it } from 'vitest'
import { findElectronObstacle, type SystemReadings } from './electron-obstacle.mjs'

const desktop: SystemReadings = {
  platform: 'linux',
  env: { DISPLAY: ':0' },
  userId: 1000,
  hasSuidSandbox: false,
  canUnshare: true,
  maxUserNamespaces: '96365',
  unprivilegedUserNamespaces: undefined,
  restrictedUserNamespaces: undefined,
}
const noSandbox = 'This system does not allow Electron’s sandbox'

describe('findElectronObstacle', () => {
  it.each<[string, Partial<SystemReadings>, string | undefined]>([
    ['a Linux desktop', {}, undefined],
    ['a Wayland desktop without X', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, undefined],
    ['no display', { env: {} }, 'There is no display'],
    ['an empty DISPLAY', { env: { DISPLAY: '' } }, 'There is no display'],
    ['root', { userId: 0 }, 'Electron’s sandbox does not run as root'],
    [
      'root with a set-uid sandbox',
      { userId: 0, hasSuidSandbox: true },
      'Electron’s sandbox does not run as root',
    ],
    ['a kernel without user namespaces', { maxUserNamespaces: '0' }, noSandbox],
    ['Debian’s switch turned off', { unprivilegedUserNamespaces: '0' }, noSandbox],
    ['Debian’s switch turned on', { unprivilegedUserNamespaces: '1' }, undefined],
    ['namespaces restricted by AppArmor', { restrictedUserNamespaces: '1' }, noSandbox],
    ['a container that forbids them', { canUnshare: false }, noSandbox],
    ['no namespaces but a set-uid sandbox', { maxUserNamespaces: '0', hasSuidSandbox: true }, undefined],
    ['macOS', { platform: 'darwin', env: {} }, undefined],
    ['Windows', { platform: 'win32', env: {}, userId: undefined }, undefined],
  ])('judges %s', (_situation, readings, expected) => {
    expect(findElectronObstacle({ ...desktop, ...readings })).toEqual(expected)
  })
})
