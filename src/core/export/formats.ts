// Owns the list of formats: each is a file of its own that knows nothing of the others.
import type { WrittenFormat } from '#shared/export.ts'
import type { ExportFileFormat } from './export-writer.ts'
import { historyFormat } from './history-writer.ts'
import { htmlFormat } from './html-writer.ts'
import { markdownFormat } from './markdown-writer.ts'
import { textFormat } from './text-writer.ts'

export const formats: Readonly<Record<WrittenFormat, ExportFileFormat>> = {
  markdown: markdownFormat,
  html: htmlFormat,
  text: textFormat,
  json: historyFormat,
}
