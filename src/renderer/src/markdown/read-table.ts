// Owns a table as rows of cells, read from its tokens; and its forms on the clipboard.
import type { Token } from 'markdown-it'
import { escapeHtml } from '#shared/markdown/html-text.ts'

export interface Cell {
  /** The inline token of its words. */
  readonly token: Token
  readonly alignment: 'left' | 'center' | 'right' | undefined
}

export interface Table {
  readonly head: readonly Cell[]
  readonly rows: readonly (readonly Cell[])[]
}

const known = new WeakMap<readonly Token[], Table>()

/** The table in some tokens; the same object for the same tokens. */
export function readTable(tokens: readonly Token[]): Table {
  const table = known.get(tokens) ?? read(tokens)
  known.set(tokens, table)
  return table
}

function read(tokens: readonly Token[]): Table {
  let head: readonly Cell[] = []
  const rows: Cell[][] = []
  let row: Cell[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'tr_open') row = []
    else if (token.type === 'inline') row.push({ token, alignment: getAlignment(tokens[index - 1]) })
    else if (token.type === 'thead_close') head = row
    else if (token.type === 'tr_close' && tokens[index + 1]?.type !== 'thead_close') rows.push(row)
  }
  return { head, rows }
}

function getAlignment(token: Token | undefined): Cell['alignment'] {
  const name = /^text-align:(left|center|right)$/.exec(String(token?.attrGet('style') ?? ''))?.[1]
  return name === 'left' || name === 'center' || name === 'right' ? name : undefined
}

/** The words of a cell without their marks. */
export function getCellWords({ token }: Cell): string {
  return (token.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
}

/** A line for each row, its cells apart by tabs. */
export function writeTabSeparated({ head, rows }: Table): string {
  return [head, ...rows]
    .map((row) => row.map((cell) => getCellWords(cell).replace(/\s+/g, ' ')).join('\t'))
    .join('\n')
}

/** What programs with tables take. It holds words alone. */
export function writeTableHtml({ head, rows }: Table): string {
  const write = (row: readonly Cell[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(getCellWords(cell))}</${tag}>`).join('')}</tr>`
  return `<table>${[write(head, 'th'), ...rows.map((row) => write(row, 'td'))].join('')}</table>`
}

export function writeTableMarkdown({ head, rows }: Table): string {
  const write = (row: readonly Cell[]): string =>
    `| ${row.map(({ token }) => token.content.replaceAll('|', '\\|')).join(' | ')} |`
  const lines = { left: ':--', center: ':-:', right: '--:', none: '---' }
  const line = `| ${head.map(({ alignment }) => lines[alignment ?? 'none']).join(' | ')} |`
  return [write(head), line, ...rows.map(write)].join('\n')
}
