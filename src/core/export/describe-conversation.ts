// Owns what stands above an exported conversation: its title, whose it is and when it was.
import type { ExportedConversation, WriterContext } from './export-writer.ts'
import { formatTime, getWords } from './words.ts'

export interface ConversationHeading {
  readonly title: string
  /** A name and what it says. */
  readonly facts: readonly (readonly [string, string])[]
}

export function describeConversation(
  { conversation, profile }: ExportedConversation,
  { language, exportedAt, version }: WriterContext,
): ConversationHeading {
  const words = getWords(language)
  return {
    title: conversation.title === '' ? words.untitled : conversation.title,
    facts: [
      ...(profile === undefined ? [] : [[words.profile, profile.name] as const]),
      [words.begun, formatTime(conversation.createdAt)],
      [words.exported, `${version}, ${formatTime(exportedAt)}`],
    ],
  }
}
