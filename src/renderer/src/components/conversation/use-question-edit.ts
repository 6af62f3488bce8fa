// Owns the question that is being edited, of which there is one at most: the text outlives the message on the screen, which
// comes and goes with scrolling.
import { readonly, shallowRef, type Ref } from 'vue'
import type { MessageId } from '#shared/ids.ts'

const editing = shallowRef<MessageId | null>(null)
const text = shallowRef('')

export interface QuestionEdit {
  readonly editing: Readonly<Ref<MessageId | null>>
  readonly text: Ref<string>
  begin(id: MessageId, words: string): void
  end(): void
}

export function useQuestionEdit(): QuestionEdit {
  return {
    editing: readonly(editing),
    text,
    begin(id, words) {
      text.value = words
      editing.value = id
    },
    end() {
      editing.value = null
    },
  }
}
