// Owns the plain text file: what a person reads, one thing below the other, without any marks of a language.
import { assertNever } from '#shared/assert-never.ts'
import { describeConversation } from './describe-conversation.ts'
import { describeReference } from './describe-reference.ts'
import type { ExportFileFormat, ExportWriter, IndexEntry, WriterContext } from './export-writer.ts'
import { readMessage, type ExportBlock } from './read-message.ts'
import { writePlainText } from '#shared/markdown/text-of-markdown.ts'
import { formatTime, getWords } from './words.ts'

export const textFormat: ExportFileFormat = { extension: 'txt', createWriter, writeIndex }

const rule = '-'.repeat(60)

function createWriter(context: WriterContext): ExportWriter {
  const words = getWords(context.language)
  let number = 0

  function writeBlock(block: ExportBlock): string {
    switch (block.type) {
      case 'markdown':
        return writePlainText(block.text, block.quotes)
      case 'plain':
      case 'note':
        return block.text
      case 'folded':
        return [`${block.title}`, ...block.blocks.map((inner) => indent(writeBlock(inner)))].join('\n')
      case 'list':
        return [`${block.title}${words.colon}`.trimEnd(), ...block.items.map((item) => `- ${item}`)].join(
          '\n',
        )
      case 'code':
        return `${block.title}${words.colon}`.trimEnd() + `\n${indent(block.text)}`
      case 'link': {
        const address = block.name === '' ? block.url : `${block.name} (${block.url})`
        return `${block.label}${words.colon}${address}`
      }
      case 'references': {
        const lines = block.references.map((reference) => {
          const { text, url } = describeReference(reference, words)
          const line = `[${reference.index}] ${text}${url === undefined || url === text ? '' : ` ${url}`}`
          const passage = block.passages.get(reference.referenceId ?? '')
          return passage === undefined ? line : `${line}\n${indent(writePlainText(passage, []))}`
        })
        return [`${block.title}${words.colon}`.trimEnd(), ...lines].join('\n')
      }
      default:
        return assertNever(block)
    }
  }

  return {
    begin: () => '',
    beginConversation(exported) {
      const { title, facts } = describeConversation(exported, context)
      const lines = [title, ...facts.map(([name, value]) => `${name}${words.colon}${value}`)]
      return `${lines.join('\n')}\n`
    },
    message(message) {
      number += 1
      const { title, createdAt, blocks } = readMessage(message, number, context, words)
      const heading = `${title} ${formatTime(createdAt)}`
      return `\n${rule}\n${[heading, ...blocks.map(writeBlock)].join('\n\n')}\n`
    },
    endConversation: () => '',
    end: () => '',
  }
}

function* writeIndex(entries: readonly IndexEntry[], context: WriterContext): Generator<string> {
  yield `${getWords(context.language).conversations}\n\n`
  for (const { exported, fileName } of entries) {
    const { title } = describeConversation(exported, context)
    const about = [formatTime(exported.conversation.updatedAt), exported.profile?.name, title]
    yield `${about.filter((word) => word !== undefined).join('  ')}\n  ${fileName}\n`
  }
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
