// Owns the commands of the palette that make sense at the moment, in their order: those that were used last since the program
// began come first. Which there are is in use-conversation-commands.ts and use-program-commands.ts; which of them are
// offered for a text, in palette-entries.ts.
import { computed, shallowRef, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CreateFrameCommand, FrameCommand, ListedCommand, PaletteCommand } from './listed-command.ts'
import { useConversationCommands } from './use-conversation-commands.ts'
import { useProgramCommands } from './use-program-commands.ts'

/** Newest first. */
const used = shallowRef<readonly PaletteCommand[]>([])

/** `runInFrame` runs a command of the frame; `searchLabel` says what is searched for. */
export function usePaletteCommands(
  runInFrame: (command: FrameCommand) => void,
  searchLabel: () => string,
): { readonly commands: ComputedRef<readonly ListedCommand[]>; run(command: PaletteCommand): void } {
  const { t } = useI18n()

  const inFrame: CreateFrameCommand = (command, label) => ({
    command,
    // Safe: what has no words of its own under this key is given a label.
    label: label ?? t(`switching.command.${command as 'find'}`),
    run: () => runInFrame(command),
  })
  const ofConversation = useConversationCommands(inFrame)
  const ofProgram = useProgramCommands(inFrame)

  const all = computed((): readonly ListedCommand[] => [
    inFrame('new-conversation'),
    inFrame('search-all', searchLabel()),
    ...ofConversation.value,
    ...ofProgram.value,
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
