// Owns what happens to the words of a card: they are asked, or put into the composer to be changed first.
import { focusComposer } from '../../composables/focus-composer.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore } from '../../stores/drafts.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'

export interface CardQuestion {
  ask(text: string): void
  /** Behind what is written there already. */
  edit(text: string): void
  /** Whoever holds Alt while they choose wants to change the words first. */
  choose(text: string, event: MouseEvent): void
}

export function useCardQuestion(): CardQuestion {
  const open = useOpenConversationStore()
  const conversations = useConversationsStore()
  const profiles = useProfilesStore()
  const drafts = useDraftsStore()

  function ask(text: string): void {
    void open.ask(text)
  }

  function edit(text: string): void {
    const key = conversations.selectedId ?? profiles.selected?.id
    if (key === undefined) return
    const draft = drafts.getDraft(key).trimEnd()
    drafts.setDraft(key, draft === '' ? text : `${draft}\n${text}`)
    void focusComposer()
  }

  return {
    ask,
    edit,
    choose: (text, { altKey }) => {
      if (altKey) edit(text)
      else ask(text)
    },
  }
}
