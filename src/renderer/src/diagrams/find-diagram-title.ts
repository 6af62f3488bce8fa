// Owns how a diagram is called: by the title that its source gives it.
import { isObject, type ChartOption } from './chart-option.ts'

/** Characters, at most. */
const maxLength = 80

/** Empty when it has none. */
export function findMermaidTitle(source: string): string {
  // In the head between dashes, as a line of the diagram, or behind the word that begins a pie.
  const title = /^\s*(?:pie(?:\s+showData)?\s+)?(?:acc)?title\s*:?\s+(.+)$/im.exec(source)?.[1] ?? ''
  return shorten(title.replace(/^(["'])(.*)\1$/, '$2'))
}

/** Empty when it has none. */
export function findChartTitle(option: ChartOption): string {
  const title: unknown = Array.isArray(option['title']) ? option['title'][0] : option['title']
  return isObject(title) && typeof title['text'] === 'string' ? shorten(title['text']) : ''
}

function shorten(title: string): string {
  const [line = ''] = title.trim().split('\n', 1)
  return Array.from(line).slice(0, maxLength).join('')
}
