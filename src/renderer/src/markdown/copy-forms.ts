// Owns the forms in which a markdown text is copied: as it was written, as plain words, and as HTML for programs that take
// rich text. The HTML holds nothing but what the dialect knows; what looks like a tag in the text is text in it.
import { renderHtmlText } from '#shared/markdown/html-text.ts'
import { writePlainText } from '#shared/markdown/text-of-markdown.ts'

export interface CopyForms {
  readonly markdown: string
  readonly plain: string
  readonly html: string
}

/** The forms of a text without the marks of its references. Images are links in the HTML: a copy must load nothing. */
export function copyForms(text: string): CopyForms {
  return {
    markdown: text,
    plain: writePlainText(text, []),
    html: renderHtmlText(text, { quotes: [], scope: '', embed: () => undefined }),
  }
}
