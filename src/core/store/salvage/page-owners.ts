// Owns which table a page belongs to: by the schema and the tree below its root as far as they can be read, else by what
// its rows look like. What rows may look like is in shapes.ts.
import { parseJson } from '#shared/parse-json.ts'
import type { Cell, TreePage } from './page-cells.ts'
import { isId, placesIndex, readRow, type TableShape } from './shapes.ts'

/** What the first look at a page keeps of it. */
export interface PageOutline {
  readonly number: number
  readonly kind: TreePage['kind']
  readonly children: readonly number[]
  /** The tables whose rows most of its cells can be. */
  readonly candidates: readonly string[]
}

export interface SchemaEntry {
  readonly type: string
  readonly name: string
  readonly rootPage: number
}

/** The entries of the schema among the cells of a page: they tell themselves from everything else. */
export function findSchemaEntries(cells: readonly Cell[]): SchemaEntry[] {
  return cells.flatMap(({ values }) => {
    const [type, name, table, rootPage] = values
    if (values.length !== 5 || (type !== 'table' && type !== 'index')) return []
    if (typeof name !== 'string' || typeof table !== 'string' || typeof rootPage !== 'number') return []
    return [{ type, name, rootPage }]
  })
}

/** The tables that most cells of the page can be rows of; none for a page without cells. */
export function findCandidates({ kind, cells }: TreePage, shapes: readonly TableShape[]): string[] {
  if (cells.length === 0) return []
  return shapes
    .filter((shape) => shape.kind === kind)
    .filter((shape) => {
      const fitting = cells.filter(
        (cell) => readRow(shape, cell) !== undefined && hasKeysOf(shape.name, cell),
      )
      return 2 * fitting.length > cells.length
    })
    .map(({ name }) => name)
}

/**
 * Tables without rowid that look alike by their types. Only needed for pages that no tree leads to; a page that still fits
 * several tables, or an index as well, belongs to none.
 */
function hasKeysOf(table: string, { values }: Cell): boolean {
  const [first, second, third] = values.map((value) => (typeof value === 'string' ? value : ''))
  const isHash = (text: string | undefined): boolean => /^[0-9a-f]{64}$/.test(text ?? '')
  if (table === 'settings') return /^[a-z][A-Za-z]+$/.test(first ?? '') && parseJson(second ?? '').ok
  if (table === 'app_cards') return isId(first ?? '') && (second ?? '').startsWith('{')
  if (table === 'conversation_tags') return isId(first ?? '') && isId(second ?? '')
  if (table === 'conversation_files') return isId(first ?? '') && isHash(third)
  if (table === 'files') return isHash(first)
  if (table === 'drafts') return isId(first ?? '') && Number(values[2]) > 1_000_000_000
  if (table === 'folders') return isId(first ?? '') && Number(values[2]) < 1_000_000_000
  if (table === 'tags') return isId(first ?? '') && !isHash(third)
  if (table === 'shown_answers') return isId(first ?? '') && isId(second ?? '')
  if (table === 'ratings') return isId(first ?? '') && (third ?? '').startsWith('[')
  if (table === 'raw_events') return isId(first ?? '')
  if (table === 'cited_slices') return isId(first ?? '') && (third ?? '').startsWith('{')
  if (table === 'prompt_templates') return isId(first ?? '') && Number(values[3]) < 1_000_000_000
  if (table === 'image_consents') return first === 'host' || first === 'conversation'
  if (table === 'attachments') return isId(first ?? '') && isHash(String(values[4]))
  if (table === 'queued_questions') return isId(first ?? '') && isId(second ?? '')
  if (table === placesIndex.name) return isId(first ?? '') && isId(third ?? '')
  return table !== 'history_facts'
}

/** The owner of every page that has one. A page that two trees lead to belongs to the one that its rows fit. */
export function assignPages(
  outlines: ReadonlyMap<number, PageOutline>,
  schema: readonly SchemaEntry[],
  shapes: readonly TableShape[],
): Map<number, string> {
  const kinds = new Map(shapes.map(({ name, kind }) => [name, kind]))
  const owners = new Map<number, string>()
  for (const { name, rootPage } of schema) walk(name, rootPage)
  for (const { number, candidates } of outlines.values()) {
    const [only] = candidates
    if (!owners.has(number) && candidates.length === 1 && only !== undefined) owners.set(number, only)
  }
  return owners

  function walk(name: string, root: number): void {
    const waiting = [root]
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const page = outlines.get(number)
      if (page === undefined || owners.has(number)) continue
      if (page.kind !== (kinds.get(name) ?? page.kind)) continue
      // A damaged pointer leads into another table: what can only be rows of that one stays with it.
      if (page.candidates.length > 0 && kinds.has(name) && !page.candidates.includes(name)) continue
      owners.set(number, name)
      waiting.push(...page.children)
    }
  }
}
