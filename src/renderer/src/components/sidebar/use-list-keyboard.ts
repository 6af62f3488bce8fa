// Owns where the keyboard is in the conversation list: the row that Tab reaches, and that the keyboard stays in the list
// when the row that has it moves or goes. What the keys do there is in list-keys.ts.
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useConversationsStore } from '../../stores/conversations.ts'
import { findNextStop, keyOfRow, type ListRow } from './list-rows.ts'

export interface ListKeyboard {
  /** The row that Tab reaches, by its place among the rows: where the keyboard was last, else the selected one, else the first. */
  readonly tabStop: ComputedRef<number>
  hasKeyboard(): boolean
  /** The row that something in the document belongs to. */
  findRow(target: EventTarget | null): ListRow | undefined
  /** Gives the keyboard to a row, which is made for it when it is out of sight. */
  focusRow(key: string): Promise<void>
  /** Gives it back to where it was in the list. */
  focusLast(): Promise<void>
  onFocusIn(event: FocusEvent): void
  /** Forgets where the keyboard was. */
  forget(): void
}

/** `scrollToIndex` brings a row into sight, by its place among the rows. */
export function useListKeyboard(
  list: Readonly<Ref<HTMLElement | null>>,
  rows: Readonly<Ref<readonly ListRow[]>>,
  scrollToIndex: (index: number) => void,
): ListKeyboard {
  const conversations = useConversationsStore()
  const focusedKey = ref('')

  const findIndex = (key: string): number =>
    key === '' ? -1 : rows.value.findIndex((row) => keyOfRow(row) === key)

  const tabStop = computed(() => {
    const indexes = [focusedKey.value, conversations.selectedId ?? ''].map(findIndex)
    return indexes.find((index) => index !== -1) ?? rows.value.findIndex((row) => keyOfRow(row) !== '')
  })

  /** The row that has the keyboard may move to another heading, or leave; the keyboard goes with it, or to the next one. */
  watch(rows, async (now, before) => {
    if (!hasKeyboard()) return
    const index = before.findIndex((row) => keyOfRow(row) === focusedKey.value)
    await nextTick()
    if (hasKeyboard()) return
    await focusRow(findIndex(focusedKey.value) === -1 ? findNear(now, index) : focusedKey.value)
  })

  function hasKeyboard(): boolean {
    return list.value?.contains(document.activeElement) === true
  }

  function findRow(target: EventTarget | null): ListRow | undefined {
    if (!(target instanceof Element)) return undefined
    const { conversationId, folderId } =
      target.closest<HTMLElement>('[data-conversation-id], [data-folder-id]')?.dataset ?? {}
    return rows.value[findIndex(conversationId ?? folderId ?? '')]
  }

  async function focusRow(key: string): Promise<void> {
    if (key === '') return
    focusedKey.value = key
    const index = findIndex(key)
    if (index !== -1) scrollToIndex(index)
    await nextTick()
    list.value
      ?.querySelector<HTMLElement>(`[data-conversation-id="${key}"], [data-folder-id="${key}"]`)
      ?.focus()
  }

  return {
    tabStop,
    hasKeyboard,
    findRow,
    focusRow,
    focusLast: () =>
      focusRow(findIndex(focusedKey.value) === -1 ? keyOfRow(rows.value[tabStop.value]) : focusedKey.value),
    onFocusIn(event) {
      const key = keyOfRow(findRow(event.target))
      if (key !== '') focusedKey.value = key
    },
    forget: () => {
      focusedKey.value = ''
    },
  }
}

/** What stands where a row was, or before it. */
function findNear(rows: readonly ListRow[], index: number): string {
  const place = Math.min(index, rows.length)
  return keyOfRow(findNextStop(rows, place - 1, 1) ?? findNextStop(rows, place, -1))
}
