// Owns the forms in which markdown is put on the clipboard: as it is, as plain words, as HTML for word processors.
import type { Token } from 'markdown-it'
import { createParser } from '#shared/markdown/parser.ts'

export interface CopyForms {
  readonly markdown: string
  readonly plain: string
  /** Safe to be pasted: nothing of what the text writes as HTML is any. */
  readonly html: string
}

const parser = createParser()

export function copyForms(text: string): CopyForms {
  const tokens = parser.parse(text, {})
  return {
    markdown: text,
    plain: toPlain(tokens),
    html: parser.renderer.render(tokens, parser.options, {}),
  }
}

/** Blocks are parted by an empty line, items and rows by a line break, cells by a tab. */
function toPlain(tokens: readonly Token[]): string {
  let plain = ''
  for (const token of tokens) {
    if (token.type === 'inline') plain += (token.children ?? []).map(toWords).join('')
    else if (token.type === 'fence' || token.type === 'code_block') plain += `${token.content}\n`
    else if (token.type === 'list_item_open') plain += `${token.info === '' ? '•' : `${token.info}.`} `
    else if (token.type === 'hr') plain += '\n'
    else if (token.type === 'td_close' || token.type === 'th_close') plain += '\t'
    else if (token.type === 'tr_close' || (token.type === 'paragraph_close' && token.hidden)) plain += '\n'
    else if (token.type === 'paragraph_close' || token.type === 'heading_close') plain += '\n\n'
    else if (token.level === 0 && token.nesting === -1) plain += '\n'
  }
  return plain
    .replace(/\t\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function toWords({ type, content }: Token): string {
  return type === 'softbreak' || type === 'hardbreak' ? '\n' : content
}
