// Owns which panel stands at the right of the conversation, if any, and what it is about. Where it stands on the screen is
// components/panel/SidePanel.vue's matter, what is in it that of the panel itself.
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { MessageId } from '#shared/ids.ts'
import { useConversationsStore } from './conversations.ts'

/** The panels, and what each has to be told. */
export interface SidePanels {
  /** The sources of one answer; `index` is the one that the person wants to see. */
  readonly references: { readonly messageId: MessageId; readonly index?: string }
  /** The questions of the conversation. */
  readonly outline: Readonly<Record<never, never>>
  /** What is known of one answer. */
  readonly details: { readonly messageId: MessageId }
}

export type ShownPanel = {
  [Name in keyof SidePanels]: { readonly panel: Name; readonly payload: SidePanels[Name] }
}[keyof SidePanels]

export const useSidePanelStore = defineStore('side-panel', () => {
  const conversations = useConversationsStore()
  /** A new object each time that one is opened, also when it is the same one. */
  const shown = shallowRef<ShownPanel | null>(null)

  // Every panel is about the conversation beside it.
  watch(() => conversations.selectedId, close, { flush: 'sync' })

  /** Takes the place of the panel that is there. */
  function open<Name extends keyof SidePanels>(panel: Name, payload: SidePanels[Name]): void {
    // The two belong together by the signature; the compiler does not see that of a union.
    shown.value = { panel, payload } as ShownPanel
  }

  function close(): void {
    shown.value = null
  }

  return { shown, open, close }
})
