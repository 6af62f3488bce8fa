import { describe, expect, it } from 'vitest'
import type { AppDescription } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings } from '#shared/settings.ts'
import type { VaultStatus } from '#shared/vault.ts'
import { useProfilesStore } from './profiles.ts'
import { useProgramStore } from './program.ts'
import { useSettingsStore } from './settings.ts'
import { createProfile, settle, startTestHost } from './test-host.ts'

const description: AppDescription = {
  version: '0.1.0',
  shell: 'browser',
  platform: 'linux',
  dataDir: '/data',
  canOpenFolder: false,
  isReadOnly: false,
  isOnNetwork: false,
  problem: null,
}
const vault: VaultStatus = { protection: 'key-file', choices: [], isChosen: false, isLocked: false }
const answers = {
  'app.describe': () => description,
  'settings.get': () => defaultSettings,
  'vault.describe': () => vault,
  'profile.list': () => [createProfile(1)],
  'draft.list': () => [],
  'folder.list': () => [],
  'tag.list': () => [],
  'template.list': () => [],
  'queue.list': () => [],
}

function refuse(): never {
  throw new FailureError(createFailure('unreachable'))
}

describe('the start of the page', () => {
  it('is over when settings and profiles are there', async () => {
    startTestHost(answers)
    const program = useProgramStore()
    const before = program.status
    await program.load()
    expect([before, program.status, program.description, useProfilesStore().profiles.length]).toEqual([
      'starting',
      'ready',
      description,
      1,
    ])
  })

  it('asks for what the page itself needs, and nothing else, when the history cannot be used', async () => {
    const problem = { type: 'history-newer', file: '/data/history.db', reason: 'version 9' } as const
    const host = startTestHost({
      'app.describe': () => ({ ...description, problem }),
      'settings.get': () => ({ ...defaultSettings, theme: 'dark' as const }),
    })
    const program = useProgramStore()
    await program.load()
    expect([program.status, program.problem, useSettingsStore().theme, host.calls]).toEqual([
      'problem',
      problem,
      'dark',
      [
        ['app.describe', {}],
        ['settings.get', {}],
      ],
    ])
  })

  it('says why it failed and can be tried again', async () => {
    const host = startTestHost({ ...answers, 'profile.list': refuse })
    const program = useProgramStore()
    await program.load()
    const before = [program.status, program.failure?.code]
    host.answers['profile.list'] = () => []
    await program.load()
    expect([before, program.status, program.failure]).toEqual([['failed', 'unreachable'], 'ready', null])
  })

  it('is done again after a break of the connection, and a failure then leaves the page alone', async () => {
    const host = startTestHost(answers)
    const program = useProgramStore()
    await program.load()
    host.answers['profile.list'] = () => [createProfile(1), createProfile(2)]
    host.reconnect()
    await settle()
    host.answers['profile.list'] = refuse
    host.reconnect()
    await settle()
    expect([program.status, useProfilesStore().profiles.length]).toEqual(['ready', 2])
  })
})
