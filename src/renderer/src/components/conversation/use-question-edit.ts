// Owns the question that is being edited, of which there is one at most: its text and its files outlive the message on the
// screen, which comes and goes with scrolling.
import { readonly, shallowRef, type Ref } from 'vue'
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import type { PartOf } from '#shared/part.ts'
import { getAnswerText } from './get-answer-text.ts'

export type QuestionFile = PartOf<'image'> | PartOf<'file'>

const editing = shallowRef<MessageId | null>(null)
const text = shallowRef('')
const files = shallowRef<readonly QuestionFile[]>([])

export interface QuestionEdit {
  readonly editing: Readonly<Ref<MessageId | null>>
  readonly text: Ref<string>
  /** Those that go along when it is asked again. */
  readonly files: Ref<readonly QuestionFile[]>
  begin(question: Message): void
  end(): void
}

export function useQuestionEdit(): QuestionEdit {
  return {
    editing: readonly(editing),
    text,
    files,
    begin(question) {
      text.value = getAnswerText(question)
      files.value = listQuestionFiles(question)
      editing.value = question.id
    },
    end() {
      editing.value = null
      files.value = []
    },
  }
}

export function listQuestionFiles({ parts }: Pick<Message, 'parts'>): QuestionFile[] {
  return parts.filter((part) => part.type === 'image' || part.type === 'file')
}
