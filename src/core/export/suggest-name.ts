// Owns what an export is called unless the person says otherwise.
import type { ExportLanguage, ExportScope, WrittenFormat } from '#shared/export.ts'
import type { ConversationId } from '#shared/ids.ts'
import { getConversation } from '#core/store/conversations.ts'
import type { Database } from '#core/store/open.ts'
import { becomesOneFile } from './export-conversations.ts'
import { formats } from './formats.ts'
import { makeSafeName } from './safe-name.ts'
import { formatTime, getWords } from './words.ts'

export interface SuggestedName {
  readonly kind: 'file' | 'folder'
  /** Without the extension. */
  readonly stem: string
  /** Without the dot; of the files in the folder when it is one. */
  readonly extension: string
}

export interface NamedExport {
  readonly scope: ExportScope
  readonly format: WrittenFormat
  readonly language: ExportLanguage
  readonly exportedAt: number
}

/** Throws FailureError `not-found` when its only conversation is not there. */
export function suggestName(
  history: Database,
  { scope, format, language, exportedAt }: NamedExport,
): SuggestedName {
  const words = getWords(language)
  const [first, ...others] = listNamed(scope)
  const stem =
    first !== undefined && others.length === 0
      ? makeSafeName(getConversation(history, first).title, words.untitled)
      : `${words.folder} ${formatTime(exportedAt).slice(0, 10)}`
  return {
    kind: becomesOneFile(scope, format) ? 'file' : 'folder',
    stem,
    extension: formats[format].extension,
  }
}

function listNamed(scope: ExportScope): readonly ConversationId[] {
  if (scope.type === 'message') return [scope.conversationId]
  return scope.type === 'conversations' ? scope.conversationIds : []
}
