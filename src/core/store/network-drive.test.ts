import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { isNetworkFolder, readFileSystemType } from './network-drive.ts'

it.each([
  ['NFS', '/home/me', 'linux', 0x6969, true],
  ['CIFS, as a signed number', '/home/me', 'linux', 0xff534d42 | 0, true],
  ['FUSE', '/home/me', 'linux', 0x65735546, true],
  ['ext4', '/home/me', 'linux', 0xef53, false],
  ['an unknown file system', '/home/me', 'linux', undefined, false],
  ['a number that only Linux gives this meaning', '/Users/me', 'darwin', 0x6969, false],
  ['a share of Windows', '\\\\server\\share\\ADP Desk', 'win32', 0, true],
  ['a share by its long name', '\\\\?\\UNC\\server\\share', 'win32', 0, true],
  ['a drive by its long name', '\\\\?\\C:\\Users\\me', 'win32', 0, false],
  ['a drive of Windows', 'C:\\Users\\me', 'win32', 0, false],
])('%s is told', (_name, folder, platform, type, expected) => {
  expect(isNetworkFolder(folder, platform, type)).toBe(expected)
})

it('the file system of a folder that is not there is not known', () => {
  expect([typeof readFileSystemType(tmpdir()), readFileSystemType('/nowhere/at all')]).toEqual([
    'number',
    undefined,
  ])
})
