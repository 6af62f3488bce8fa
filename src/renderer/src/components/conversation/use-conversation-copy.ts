// Owns copying the open conversation as a whole. Only a part of it is on the page, so that its text is read from the engine,
// page by page; what the text is, is in conversation-text.ts.
import { useI18n } from 'vue-i18n'
import { useBridge } from '../../bridge/use-bridge.ts'
import { useAnswerMarksStore } from '../../stores/answer-marks.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { copyText } from '../parts/copy-text.ts'
import { getSpokenMessage, writeConversation, type SpokenMessage } from './conversation-text.ts'

/** Messages that are read at once; the most that the engine gives. */
const pageLength = 200

export interface ConversationCopy {
  /** The text, when all of the conversation has been read already; else undefined. */
  findText(): string | undefined
  /** Copies the text and says what came of it. To be called while a person's key or click is being handled. */
  copyConversation(): Promise<void>
}

export function useConversationCopy(): ConversationCopy {
  const { t } = useI18n()
  const bridge = useBridge()
  const open = useOpenConversationStore()
  const marks = useAnswerMarksStore()
  const notices = useNoticesStore()

  function write(messages: readonly SpokenMessage[]): string {
    const words = {
      thought: t('conversation.thought'),
      question: t('conversation.question'),
      answer: t('conversation.answer'),
    }
    return writeConversation(messages, { chosen: marks.chosen, found: open.found }, words)
  }

  function findText(): string | undefined {
    return open.hasEarlier || open.hasLater ? undefined : write(open.messages.map(getSpokenMessage))
  }

  async function readText(): Promise<string> {
    const conversationId = open.conversation?.id
    if (conversationId === undefined) return ''
    const messages: SpokenMessage[] = []
    let page = await bridge.call('conversation.open', { conversationId, position: 1, limit: pageLength })
    for (;;) {
      messages.push(...page.messages.map(getSpokenMessage))
      const last = page.messages.at(-1)
      if (!page.hasLater || !last) return write(messages)
      page = await bridge.call('conversation.open', { conversationId, after: last.id, limit: pageLength })
    }
  }

  return {
    findText,
    async copyConversation() {
      const text = findText() ?? (await notices.watchOver(readText()))
      if (text === undefined) return
      notices.say(t((await copyText(text)) ? 'scrolling.conversationCopied' : 'conversation.copyFailed'))
    },
  }
}
