// Owns the commands of the palette that make sense at the moment: what they are called, and what they do. Those that were
// used last since the program began come first. Which of them are offered for a text is in palette-entries.ts.
import { computed, shallowRef, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useArranging } from '../organize/use-arranging.ts'
import { copyText } from '../parts/copy-text.ts'
import { getAnswerText } from '../conversation/get-answer-text.ts'
import { settingsSections } from '../settings/settings-section.ts'
import { useExportDialog } from '../../composables/use-export-dialog.ts'
import { useOpenDialogs } from '../../composables/use-open-dialogs.ts'
import { useProfileDialog } from '../../composables/use-profile-dialog.ts'
import { useSettingsDialog } from '../../composables/use-settings-dialog.ts'
import type { Command } from '../../composables/shortcut-list.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useSettingsStore } from '../../stores/settings.ts'
import type { PaletteCommand } from './palette-entries.ts'

export interface ListedCommand {
  readonly command: PaletteCommand
  readonly label: string
  readonly run: () => void
}

/** Newest first. */
const used = shallowRef<readonly PaletteCommand[]>([])

const textSizes = ['small', 'medium', 'large', 'largest'] as const

/** `runInFrame` runs a command of the frame; `searchLabel` says what is searched for. */
export function usePaletteCommands(
  runInFrame: (command: Command) => void,
  searchLabel: () => string,
): { readonly commands: ComputedRef<readonly ListedCommand[]>; run(command: PaletteCommand): void } {
  const { t } = useI18n()
  const open = useOpenConversationStore()
  const settings = useSettingsStore()
  const notices = useNoticesStore()
  const settingsDialog = useSettingsDialog()
  const profileDialog = useProfileDialog()
  const { isManagingProfiles } = useOpenDialogs()
  const { openExport } = useExportDialog()
  const arrange = useArranging()

  const inFrame = (command: Command & PaletteCommand, label?: string): ListedCommand => ({
    command,
    label: label ?? t(`switching.command.${command as 'find'}`),
    run: () => runInFrame(command),
  })
  const change = (changes: Parameters<typeof settings.change>[0]) => (): void =>
    void notices.watchOver(settings.change(changes))

  const ofConversation = computed((): ListedCommand[] => {
    const { conversation } = open
    if (conversation === null || open.messages.length === 0) return []
    const { id, isPinned, shelf } = conversation
    const isArchived = shelf === 'archive'
    const last = open.messages.findLast(({ role }) => role === 'assistant')
    const text = last ? getAnswerText(last) : ''
    return [
      ...(open.isRunning
        ? [{ command: 'stop' as const, label: t('scrolling.stopAnswer'), run: () => void open.stop() }]
        : [{ command: 'retry' as const, label: t('scrolling.retryLast'), run: () => void open.retry() }]),
      ...(text === ''
        ? []
        : [
            {
              command: 'copy-answer' as const,
              label: t('scrolling.copyLast'),
              run: () => void copyText(text),
            },
          ]),
      inFrame('find'),
      inFrame('toggle-outline'),
      inFrame('previous-question'),
      inFrame('next-question'),
      {
        command: 'export-conversation',
        label: t('export.conversation'),
        run: () => openExport({ type: 'conversations', conversationIds: [id] }),
      },
      ...(shelf === 'bin'
        ? []
        : [
            {
              command: 'pin' as const,
              label: t(isPinned ? 'organize.menu.unpin' : 'organize.menu.pin'),
              run: () => void arrange([id], { isPinned: !isPinned }),
            },
            {
              command: 'archive' as const,
              label: t(isArchived ? 'organize.menu.unarchive' : 'organize.menu.archive'),
              run: () => void arrange([id], { isArchived: !isArchived }),
            },
          ]),
    ]
  })

  const all = computed((): ListedCommand[] => [
    inFrame('new-conversation'),
    inFrame('search-all', searchLabel()),
    ...ofConversation.value,
    {
      command: 'add-profile',
      label: t('switching.palette.addProfile'),
      run: () => profileDialog.open(undefined),
    },
    {
      command: 'manage-profiles',
      label: t('switching.palette.manageProfiles'),
      run: () => (isManagingProfiles.value = true),
    },
    inFrame('show-all-profiles'),
    inFrame('toggle-sidebar'),
    inFrame('list-shortcuts'),
    { command: 'export-all', label: t('export.all'), run: () => openExport({ type: 'all' }) },
    inFrame('open-settings'),
    ...settingsSections.map((section) => ({
      command: `settings-${section}` as const,
      label: t('scrolling.settingsOf', { name: t(`settings.section.${section}`) }),
      run: () => settingsDialog.open(section),
    })),
    { command: 'theme-system', label: t('switching.palette.themeSystem'), run: change({ theme: 'system' }) },
    { command: 'theme-light', label: t('switching.palette.themeLight'), run: change({ theme: 'light' }) },
    { command: 'theme-dark', label: t('switching.palette.themeDark'), run: change({ theme: 'dark' }) },
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

  const commands = computed(() => {
    const last = used.value.flatMap((command) => all.value.find((listed) => listed.command === command) ?? [])
    return [...last, ...all.value.filter((listed) => !last.includes(listed))]
  })

  return {
    commands,
    run(command) {
      used.value = [command, ...used.value.filter((other) => other !== command)].slice(0, 5)
      all.value.find((listed) => listed.command === command)?.run()
    },
  }
}
