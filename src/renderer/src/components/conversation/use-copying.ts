// Owns copying from a menu or a key, where no button can show what came of it: it is said.
import { useI18n } from 'vue-i18n'
import { useNoticesStore } from '../../stores/notices.ts'
import { copyRich, copyText } from '../parts/copy-text.ts'

export interface Copying {
  /** `html`: how the words look, for programs that take it. */
  copy(text: string, html?: string): Promise<void>
}

export function useCopying(): Copying {
  const { t } = useI18n()
  const notices = useNoticesStore()
  return {
    async copy(text, html) {
      const isCopied = await (html === undefined ? copyText(text) : copyRich(text, html))
      notices.say(t(isCopied ? 'conversation.copied' : 'conversation.copyFailed'))
    },
  }
}
