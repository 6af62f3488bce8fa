// Owns the HTML file: one document that holds everything and loads nothing, whatever it is opened with. Its look is in
// html-style.ts, the words of answers in html-text.ts.
import { assertNever } from '#shared/assert-never.ts'
import { describeConversation } from './describe-conversation.ts'
import type { ExportFileFormat, ExportWriter, IndexEntry, WriterContext } from './export-writer.ts'
import { htmlStyle } from './html-style.ts'
import {
  escapeHtml,
  getReferenceId,
  renderHtmlText,
  renderLink,
  renderPlainHtml,
} from '#shared/markdown/html-text.ts'
import { describeReference } from './describe-reference.ts'
import { readMessage, type ExportBlock } from './read-message.ts'
import { formatTime, getWords } from './words.ts'

const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

export const htmlFormat: ExportFileFormat = {
  extension: 'html',
  createWriter,
  writeIndex,
}

function createWriter(context: WriterContext): ExportWriter {
  const words = getWords(context.language)
  let number = 0

  function renderBlock(block: ExportBlock): string {
    switch (block.type) {
      case 'markdown':
        return `<div>${renderHtmlText(block.text, { ...block, embed: (url) => context.assets.embed(url) })}</div>\n`
      case 'plain':
        return `<p class="plain">${renderPlainHtml(block.text)}</p>\n`
      case 'folded':
        return `<details><summary>${escapeHtml(block.title)}</summary>\n${block.blocks.map(renderBlock).join('')}</details>\n`
      case 'list':
        return `${renderLabel(block.title)}<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>\n`
      case 'note':
        return `<p class="note">${escapeHtml(block.text)}</p>\n`
      case 'code':
        return `${renderLabel(block.title)}<pre><code>${escapeHtml(block.text)}</code></pre>\n`
      case 'link': {
        const copy = block.kind === 'image' ? context.assets.embed(block.url) : undefined
        if (copy !== undefined) {
          return `<p><img src="${escapeHtml(copy)}" alt="${escapeHtml(block.name)}"></p>\n`
        }
        const name = block.name === '' ? block.url : block.name
        return `<p>${escapeHtml(block.label + words.colon)}${renderLink(block.url, name)}</p>\n`
      }
      case 'references': {
        const items = block.references.map((reference) => {
          const { text, url } = describeReference(reference, words)
          const id = escapeHtml(getReferenceId(block.scope, reference.index))
          const name = url === undefined ? escapeHtml(text) : renderLink(url, text)
          const passage = block.passages.get(reference.referenceId ?? '')
          return `<li id="${id}">[${escapeHtml(reference.index)}] ${name}${passage === undefined ? '' : renderPassage(passage)}</li>`
        })
        return `${renderLabel(block.title)}<ul class="references">${items.join('')}</ul>\n`
      }
      default:
        return assertNever(block)
    }
  }

  return {
    begin: () => '',
    beginConversation(exported) {
      const { title, facts } = describeConversation(exported, context)
      const list = facts.map(
        ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
      )
      return `${openDocument(title, context)}<header><h1>${escapeHtml(title)}</h1><dl class="facts">${list.join('')}</dl></header>\n<main>\n`
    },
    message(message) {
      number += 1
      const { title, isQuestion, createdAt, blocks } = readMessage(message, number, context, words)
      const time = `<time datetime="${new Date(createdAt).toISOString()}">${formatTime(createdAt)}</time>`
      return `<article class="${isQuestion ? 'question' : 'answer'}"><h2>${escapeHtml(title)} ${time}</h2>\n${blocks.map(renderBlock).join('')}</article>\n`
    },
    endConversation: () => '</main>\n',
    end: () => '</body></html>\n',
  }
}

function* writeIndex(entries: readonly IndexEntry[], context: WriterContext): Generator<string> {
  const { conversations } = getWords(context.language)
  yield `${openDocument(conversations, context)}<header><h1>${escapeHtml(conversations)}</h1></header>\n<main><ul class="index">\n`
  for (const { exported, fileName } of entries) {
    const { title } = describeConversation(exported, context)
    const about = `${exported.profile?.name ?? ''} ${formatTime(exported.conversation.updatedAt)}`
    yield `<li><a href="./${encodeURIComponent(fileName)}">${escapeHtml(title)}</a> <span class="host">${escapeHtml(about)}</span></li>\n`
  }
  yield '</ul></main>\n</body></html>\n'
}

/** Nothing is loaded for it, and nothing in it is a mark. */
function renderPassage(passage: string): string {
  const html = renderHtmlText(passage, { quotes: [], scope: '', embed: () => undefined })
  return `\n<blockquote>${html}</blockquote>`
}

function renderLabel(title: string): string {
  return `<p class="label">${escapeHtml(title)}</p>`
}

function openDocument(title: string, { language }: WriterContext): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${htmlStyle}</style></head>
<body>
`
}
