import { describe, expect, it } from 'vitest'
import { noDefinitions, parseBlock } from '#shared/markdown/parser.ts'
import {
  getCellWords,
  readTable,
  writeTableHtml,
  writeTableMarkdown,
  writeTabSeparated,
  type Table,
} from './read-table.ts'

/** The only table of a text. */
function read(text: string): Table {
  return readTable(parseBlock(text, [], noDefinitions).tokens)
}

const prices = [
  '| 名称 | **Price** | Note |',
  '| :-- | --: | :-: |',
  '| `a|b` | 1,200 | see [it](https://a.example/) |'.replace('a|b', 'a\\|b'),
  '| <b>x</b> |  | two<br>lines |',
].join('\n')

describe('a table', () => {
  it('is read as its cells, with the sides at which they stand', () => {
    const { head, rows } = read(prices)
    const words = [head, ...rows].map((row) => row.map(getCellWords))
    expect({ words, sides: head.map(({ alignment }) => alignment) }).toEqual({
      words: [
        ['名称', 'Price', 'Note'],
        ['a|b', '1,200', 'see it'],
        ['<b>x</b>', '', 'two<br>lines'],
      ],
      sides: ['left', 'right', 'center'],
    })
  })

  it('is nothing in tokens without one', () => {
    expect(read('no table')).toEqual({ head: [], rows: [] })
  })

  it('is copied as lines with tabs', () => {
    expect(writeTabSeparated(read(prices))).toBe(
      '名称\tPrice\tNote\na|b\t1,200\tsee it\n<b>x</b>\t\ttwo<br>lines',
    )
  })

  it('is copied as HTML of words alone', () => {
    expect(writeTableHtml(read('| <i> |\n| --- |\n| a & b |'))).toBe(
      '<table><tr><th>&lt;i&gt;</th></tr><tr><td>a &amp; b</td></tr></table>',
    )
  })

  it('is copied as markdown that is read as the same table', () => {
    const table = read(prices)
    const again = read(writeTableMarkdown(table))
    const describeTable = ({ head, rows }: Table) =>
      [head, ...rows].map((row) => row.map((cell) => [cell.token.content, cell.alignment]))
    expect(describeTable(again)).toEqual(describeTable(table))
  })
})
