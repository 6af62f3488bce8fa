import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { parseLaunch } from './command-line.ts'

const folder = resolve('/data/desk')
const other = resolve('/data/other')

const nothing = { dataDir: undefined, isDemo: false, profileName: undefined, link: undefined }
const link = 'adp-desk://open?profile=Work'

it.each([
  ['a profile', ['.', '--profile', 'Travel desk'], {}, { profileName: 'Travel desk' }],
  ['a profile without its name', ['--profile'], {}, {}],
  ['a profile with an empty name', ['--profile='], {}, {}],
  ['a link', ['.', link], {}, { link }],
  ['a link after what Chromium puts in between', ['--allow-file-access-from-files', link], {}, { link }],
  ['a link that passes for an option', ['.', '--', link, '--data-dir', other], {}, { link }],
  ['nothing', [], {}, { dataDir: undefined, isDemo: false }],
  ['the demo', ['.', '--demo'], {}, { dataDir: undefined, isDemo: true }],
  ['a folder', ['--data-dir', folder], {}, { dataDir: folder, isDemo: false }],
  ['a folder after an equals sign', [`--data-dir=${folder}`], {}, { dataDir: folder, isDemo: false }],
  ['a folder in the environment', [], { ADP_DESK_DATA_DIR: folder }, { dataDir: folder, isDemo: false }],
  ['both folders', ['--data-dir', other], { ADP_DESK_DATA_DIR: folder }, { dataDir: other, isDemo: false }],
  ['an empty environment', [], { ADP_DESK_DATA_DIR: '' }, { dataDir: undefined, isDemo: false }],
  ['a folder without its name', ['--data-dir'], {}, { dataDir: undefined, isDemo: false }],
  ['a relative folder', ['--data-dir', 'here'], {}, { dataDir: resolve('here'), isDemo: false }],
  [
    "Chromium's switches around ours",
    ['--inspect=0', '--remote-debugging-port=0', '.', '--demo', '--original-process-start-time=1'],
    {},
    { dataDir: undefined, isDemo: true },
  ],
])('%s is understood', (_situation, args, env, launch) => {
  expect(parseLaunch(['/opt/electron', ...args], env)).toEqual({ ...nothing, ...launch })
})
