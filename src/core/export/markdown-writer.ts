// Owns the Markdown file: CommonMark with tables and footnotes, which every editor reads. What is done to the words of
// answers is in markdown-source.ts.
import { assertNever } from '#shared/assert-never.ts'
import { describeConversation } from './describe-conversation.ts'
import { describeReference } from './describe-reference.ts'
import type { ExportFileFormat, ExportWriter, IndexEntry, WriterContext } from './export-writer.ts'
import { setIntoMarkdown } from './markdown-source.ts'
import { readMessage, type ExportBlock } from './read-message.ts'
import { formatTime, getWords } from './words.ts'

export const markdownFormat: ExportFileFormat = { extension: 'md', createWriter, writeIndex }

function createWriter(context: WriterContext): ExportWriter {
  const words = getWords(context.language)
  let number = 0
  const placeImage = (url: string): string | undefined => context.assets.place(url)

  /** Nothing is loaded for it, and nothing in it is a mark. */
  function writePassage(passage: string): string {
    return setIntoMarkdown(passage, [], { getMark: () => '', placeImage: () => undefined })
  }

  function writeBlock(block: ExportBlock): string {
    switch (block.type) {
      case 'markdown':
        return setIntoMarkdown(block.text, block.quotes, {
          getMark: (index) => getFootnote(block.scope, index),
          placeImage,
        })
      case 'plain':
        return quote(setIntoMarkdown(block.text, [], { getMark: () => '', placeImage }))
      case 'folded':
        return [
          `> **${escape(block.title)}**`,
          ...block.blocks.map((inner) => quote(writeBlock(inner))),
        ].join('\n>\n')
      case 'list':
        return [`**${escape(block.title)}**`, block.items.map((item) => `- ${escape(item)}`).join('\n')].join(
          '\n\n',
        )
      case 'note':
        return `*${escape(block.text)}*`
      case 'code':
        return `**${escape(block.title)}**\n\n${fence(block.text, block.language)}`
      case 'link': {
        const copy = context.assets.place(block.url)
        const name = escape(block.name === '' ? block.label : block.name)
        const sign = block.kind === 'image' && copy !== undefined ? '!' : ''
        return `${escape(block.label)}${words.colon}${sign}[${name}](<${(copy ?? block.url).replace(/[<>\s\\]/g, encodeURIComponent)}>)`
      }
      case 'references':
        return block.references
          .map((reference) => {
            const { text, url } = describeReference(reference, words)
            const named =
              url === undefined
                ? escape(text)
                : `[${escape(text)}](<${url.replace(/[<>]/g, encodeURIComponent)}>)`
            const passage = block.passages.get(reference.referenceId ?? '')
            // What is indented belongs to the footnote; the next one begins behind an empty line.
            const quoted = passage === undefined ? '' : `\n\n${indent(quote(writePassage(passage)))}\n`
            return `${getFootnote(block.scope, reference.index)}: ${named}${quoted}`
          })
          .join('\n')
          .trimEnd()
      default:
        return assertNever(block)
    }
  }

  return {
    begin: () => '',
    beginConversation(exported) {
      const { title, facts } = describeConversation(exported, context)
      const lines = facts.map(([name, value]) => `- ${escape(name)}${words.colon}${escape(value)}`)
      return `# ${escape(title)}\n\n${lines.join('\n')}\n`
    },
    message(message) {
      number += 1
      const { title, createdAt, blocks } = readMessage(message, number, context, words)
      return `\n${[`## ${title} · ${formatTime(createdAt)}`, ...blocks.map(writeBlock)].join('\n\n')}\n`
    },
    endConversation: () => '',
    end: () => '',
  }
}

function* writeIndex(entries: readonly IndexEntry[], context: WriterContext): Generator<string> {
  yield `# ${getWords(context.language).conversations}\n\n`
  for (const { exported, fileName } of entries) {
    const { title } = describeConversation(exported, context)
    const about = [exported.profile?.name, formatTime(exported.conversation.updatedAt)]
    const words = about.filter((word) => word !== undefined).map(escape)
    yield `- [${escape(title)}](<./${encodeURIComponent(fileName)}>) ${words.join(' · ')}\n`
  }
}

function getFootnote(scope: string, index: string): string {
  return `[^${scope}-${index.replace(/[^\p{L}\p{N}]/gu, '-')}]`
}

function quote(text: string): string {
  return text.replace(/^/gm, '> ').replace(/[ ]+$/gm, '')
}

/** As what goes on with a footnote. */
function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}

/** Words on one line that markdown reads as nothing but words. */
function escape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${language}\n${text}\n${marks}`
}
