// Owns the commands of the palette that are about the program: what it shows, AppKeys, history, settings.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useBridge } from '../../bridge/use-bridge.ts'
import { useExportDialog } from '../../composables/use-export-dialog.ts'
import { useOpenDialogs } from '../../composables/use-open-dialogs.ts'
import { useProfileDialog } from '../../composables/use-profile-dialog.ts'
import { useProfileTransfer } from '../../composables/use-profile-transfer.ts'
import { useSettingsDialog } from '../../composables/use-settings-dialog.ts'
import { useVaultDialogs } from '../../composables/use-vault-dialogs.ts'
import { useBinStore } from '../../stores/bin.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { useSettingsStore } from '../../stores/settings.ts'
import { useTagsStore } from '../../stores/tags.ts'
import { useVaultStore } from '../../stores/vault.ts'
import { useOrderDialogs } from '../organize/use-order-dialogs.ts'
import { settingsSections } from '../settings/settings-section.ts'
import type { CreateFrameCommand, ListedCommand } from './listed-command.ts'

const textSizes = ['small', 'medium', 'large', 'largest'] as const
const themes = [
  ['system', 'switching.palette.themeSystem'],
  ['light', 'switching.palette.themeLight'],
  ['dark', 'switching.palette.themeDark'],
] as const

export function useProgramCommands(inFrame: CreateFrameCommand): ComputedRef<readonly ListedCommand[]> {
  const { t } = useI18n()
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const bin = useBinStore()
  const profiles = useProfilesStore()
  const tags = useTagsStore()
  const vault = useVaultStore()
  const settings = useSettingsStore()
  const notices = useNoticesStore()
  const settingsDialog = useSettingsDialog()
  const profileDialog = useProfileDialog()
  const transfer = useProfileTransfer()
  const { isManagingProfiles } = useOpenDialogs()
  const { isChoiceOpen, isUnlockOpen } = useVaultDialogs()
  const { isManagingTags, askForName } = useOrderDialogs()
  const { openExport } = useExportDialog()

  const change = (changes: Parameters<typeof settings.change>[0]) => (): void =>
    void notices.watchOver(settings.change(changes))

  async function backUp(): Promise<void> {
    notices.say(t('backup.task.create'))
    const list = await notices.watchOver(bridge.call('backup.create', {}))
    if (list && list.lastOutcome !== 'none') notices.say(t(`backup.outcome.${list.lastOutcome}`))
    else notices.endSaying()
  }

  const ofList = computed((): ListedCommand[] => {
    const shown = bin.isShown ? 'bin' : conversations.shelf
    return [
      ...(['open', 'archive', 'bin'] as const)
        .filter((shelf) => shelf !== shown)
        .map((shelf) => inFrame(`show-${shelf}`, t(`scrolling.show.${shelf}`))),
      {
        command: 'new-folder',
        label: t('organize.folder.new'),
        run: () => askForName({ type: 'folder', conversationIds: [] }),
      },
      ...(tags.tags.length === 0
        ? []
        : [
            {
              command: 'manage-tags' as const,
              label: t('scrolling.manageTags'),
              run: () => {
                isManagingTags.value = true
              },
            },
          ]),
    ]
  })

  const ofProfiles = computed((): ListedCommand[] => {
    const { selected } = profiles
    return [
      {
        command: 'add-profile',
        label: t('switching.palette.addProfile'),
        run: () => profileDialog.open(undefined),
      },
      ...(selected
        ? [
            {
              command: 'edit-profile' as const,
              label: t('scrolling.editProfile', { name: selected.name }),
              run: () => profileDialog.open(selected),
            },
          ]
        : []),
      {
        command: 'manage-profiles',
        label: t('switching.palette.manageProfiles'),
        run: () => {
          isManagingProfiles.value = true
        },
      },
      { command: 'transfer-profiles', label: t('scrolling.transferProfiles'), run: transfer.open },
      ...(profiles.hasDemo
        ? []
        : [
            {
              command: 'try-demo' as const,
              label: t('frame.sidebar.tryDemo'),
              run: () => void notices.watchOver(profiles.addDemo()),
            },
          ]),
    ]
  })

  const ofVault = computed((): ListedCommand[] => {
    if (vault.isLocked)
      return [
        {
          command: 'unlock',
          label: t('vault.unlock.title'),
          run: () => {
            isUnlockOpen.value = true
          },
        },
      ]
    if (!vault.canChoose) return []
    return [
      {
        command: 'keep-keys',
        label: t('vault.changeName'),
        run: () => {
          isChoiceOpen.value = true
        },
      },
    ]
  })

  const ofSettings = computed((): ListedCommand[] => [
    inFrame('open-settings'),
    ...settingsSections.map((section) => ({
      command: `settings-${section}` as const,
      label: t('scrolling.settingsOf', { name: t(`settings.section.${section}`) }),
      run: () => settingsDialog.open(section),
    })),
    ...themes.map(([theme, key]) => ({
      command: `theme-${theme}` as const,
      label: t(key),
      run: change({ theme }),
    })),
    ...(
      [
        ['system', t('settings.languageSystem')],
        ['en', 'English'],
        ['zh-CN', '简体中文'],
      ] as const
    ).map(([language, name]) => ({
      command: `language-${language}` as const,
      label: t('scrolling.languageIs', { name }),
      run: change({ language }),
    })),
    ...textSizes.map((textSize) => ({
      command: `text-size-${textSize}` as const,
      label: t('scrolling.textSizeIs', { name: t(`settings.textSizes.${textSize}`) }),
      run: change({ textSize }),
    })),
  ])

  return computed(() => [
    ...ofList.value,
    ...ofProfiles.value,
    ...ofVault.value,
    inFrame('show-all-profiles'),
    inFrame('toggle-sidebar'),
    inFrame('list-shortcuts'),
    { command: 'export-all', label: t('export.all'), run: () => openExport({ type: 'all' }) },
    { command: 'back-up', label: t('backup.create'), run: () => void backUp() },
    ...ofSettings.value,
  ])
}
