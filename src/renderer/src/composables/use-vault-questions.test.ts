import { nextTick } from 'vue'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Profile } from '#shared/profile.ts'
import { defaultSettings } from '#shared/settings.ts'
import type { VaultStatus } from '#shared/vault.ts'
import { useProgramStore } from '../stores/program.ts'
import { createProfile, startTestHost } from '../stores/test-host.ts'
import { mountSetup } from './test-component.ts'
import { useProfileDialog } from './use-profile-dialog.ts'
import { useVaultDialogs } from './use-vault-dialogs.ts'
import { useVaultQuestions } from './use-vault-questions.ts'

const nothing: VaultStatus = {
  protection: 'session-only',
  choices: ['session-only', 'passphrase', 'unprotected'],
  isChosen: false,
  isLocked: false,
}
const locked: VaultStatus = { ...nothing, protection: 'passphrase', isChosen: true, isLocked: true }

/** A page that has just been loaded, with what it asks by itself. */
async function openPage(vault: VaultStatus, profiles: Profile[]) {
  const host = startTestHost({
    'app.describe': () => ({
      version: '1',
      shell: 'electron',
      platform: 'linux',
      dataDir: '/',
      canOpenFolder: false,
      isReadOnly: false,
      isOnNetwork: false,
      problem: null,
    }),
    'settings.get': () => defaultSettings,
    'vault.describe': () => vault,
    'profile.list': () => profiles,
    'draft.list': () => [],
    'folder.list': () => [],
    'tag.list': () => [],
    'template.list': () => [],
    'queue.list': () => [],
    'connection.list': () => [],
  })
  const { isChoiceOpen, isUnlockOpen } = useVaultDialogs()
  const page = mountSetup(useVaultQuestions)
  onTestFinished(() => {
    page.unmount()
    isChoiceOpen.value = false
    isUnlockOpen.value = false
    useProfileDialog().isOpen.value = false
  })
  await useProgramStore().load()
  await nextTick()
  return { host, isChoiceOpen, isUnlockOpen, asked: () => [isUnlockOpen.value, isChoiceOpen.value] }
}

describe('a page that has been loaded', () => {
  it.each<[string, VaultStatus, Profile[], boolean[]]>([
    [
      'asks for the passphrase of locked AppKeys',
      locked,
      [createProfile(1, { appKeyStatus: 'locked' })],
      [true, false],
    ],
    ['asks for no passphrase without profiles', locked, [], [false, false]],
    [
      'asks for no passphrase where only the demo is',
      locked,
      [createProfile(1, { isDemo: true })],
      [false, false],
    ],
    [
      'asks nothing where AppKeys are kept',
      { ...locked, isLocked: false },
      [createProfile(1)],
      [false, false],
    ],
    ['asks nothing before there is an AppKey', nothing, [createProfile(1, { isDemo: true })], [false, false]],
  ])('%s', async (_title, vault, profiles, expected) => {
    expect((await openPage(vault, profiles)).asked()).toEqual(expected)
  })
})

describe('the first AppKey on a machine that offers nothing', () => {
  const entered = createProfile(1, { appKeyStatus: 'session-only' })
  const added: BridgeEvent = { name: 'profiles.changed', payload: { profiles: [entered] } }

  it('is asked about when its form has closed, and no more when the question was put off', async () => {
    const { host, isChoiceOpen } = await openPage(nothing, [])
    const form = useProfileDialog()
    form.isOpen.value = true
    host.emit(added)
    await nextTick()
    const whileOpen = isChoiceOpen.value
    form.isOpen.value = false
    await nextTick()
    const afterwards = isChoiceOpen.value
    isChoiceOpen.value = false
    host.emit({
      name: 'profiles.changed',
      payload: { profiles: [entered, createProfile(2, { appKeyStatus: 'session-only' })] },
    })
    await nextTick()
    expect([whileOpen, afterwards, isChoiceOpen.value]).toEqual([false, true, false])
  })

  it('is not asked about where a person has chosen that', async () => {
    const { host, isChoiceOpen } = await openPage({ ...nothing, isChosen: true }, [])
    host.emit(added)
    await nextTick()
    expect(isChoiceOpen.value).toBe(false)
  })
})
