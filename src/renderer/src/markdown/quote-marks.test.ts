import { describe, expect, it } from 'vitest'
import { createMarkdownDocument } from './markdown-document.ts'
import { drawTokens } from './test-render.ts'

/** Draws a text in which ⟦n⟧ stands where the service would place mark n, with the marks as (n). */
async function drawMarked(marked: string): Promise<string> {
  const quotes: { index: string; position: number }[] = []
  let text = ''
  for (const piece of marked.split(/(⟦\d+⟧)/)) {
    const index = /^⟦(\d+)⟧$/.exec(piece)?.[1]
    if (index === undefined) text += piece
    else quotes.push({ index, position: Array.from(text).length })
  }
  const blocks = createMarkdownDocument().update({ text, quotes, isComplete: true })
  const html = await drawTokens(blocks.flatMap(({ tokens }) => tokens))
  return ungroup(html)
    .replace(/<sup class="quote-link"><button[^>]*>\s*(\d+)\s*<\/button><\/sup>/g, '($1)')
    .replace(/<\/?main>|<!--.*?-->/g, '')
}

/** Without the boxes that keep marks to their words, which are keep-marks.test.ts's. */
function ungroup(html: string): string {
  return html.replaceAll(/<span class="mark-group">(.*?)<\/span>/g, '$1')
}

describe('marks in the text', () => {
  it('stand where the service counted, also behind characters outside the basic plane', async () => {
    expect(await drawMarked('😀😀 one.⟦1⟧ Two⟦2⟧⟦3⟧\n\n三。⟦4⟧四')).toEqual(
      '<p>😀😀 one.(1) Two(2)(3)</p><p>三。(4)四</p>',
    )
  })

  it('leave emphasis as it is', async () => {
    expect(await drawMarked('**bold**⟦1⟧。**“重”**⟦2⟧后 *a⟦3⟧b*')).toEqual(
      '<p><strong>bold</strong>(1)。<strong>“重”</strong>(2)后 <em>a(3)b</em></p>',
    )
  })

  it('wait for the end of code, a link and an address', async () => {
    expect(await drawMarked('`co⟦1⟧de` [wo⟦2⟧rds](https://a.example/) https://b.ex⟦3⟧ample/c')).toEqual(
      '<p><code>code</code>(1) <a href="https://a.example/" title="a.example" rel="noreferrer noopener" target="_blank">words</a>(2) <a href="https://b.example/c" title="b.example" rel="noreferrer noopener" target="_blank">https://b.example/c</a>(3)</p>',
    )
  })

  it('stand in the right item, heading and cell', async () => {
    const html = await drawMarked(
      '## Head⟦1⟧\n\n- a⟦2⟧\n- b\n  c⟦3⟧\n\n| x | y |\n|---|---|\n| same⟦4⟧ | same⟦5⟧ |\n',
    )
    expect(
      html.replace(/<div class="table-bar">.*?<\/div>/, '').replace(/<\/?div[^>]*>| class=""/g, ''),
    ).toEqual(
      '<h3>Head(1)</h3><ul><li>a(2)</li><li>b<br>c(3)</li></ul><table><thead><tr><th scope="col">x</th><th scope="col">y</th></tr></thead><tbody><tr><td>same(4)</td><td>same(5)</td></tr></tbody></table>',
    )
  })

  it('stand behind a block of code that they were set into, and at the end when they lie beyond it', async () => {
    const inFence = await drawMarked('```\nco⟦1⟧de\n```\n')
    const beyond = createMarkdownDocument().update({
      text: 'end',
      quotes: [{ index: '7', position: 99 }],
      isComplete: true,
    })
    expect([
      inFence.slice(inFence.lastIndexOf('</figure>')),
      beyond[0]?.tokens[1]?.children?.map(({ content }) => content),
    ]).toEqual(['</figure><p>(1)</p>', ['end', '7']])
  })

  it('are set into a block that is closed already without parsing the others again', () => {
    const document = createMarkdownDocument()
    const before = document.update({ text: 'one\n\ntwo\n\nthree', quotes: [], isComplete: false })
    const after = document.update({
      text: 'one\n\ntwo\n\nthree',
      quotes: [{ index: '1', position: 8 }],
      isComplete: false,
    })
    expect(after.map((block, index) => block === before[index])).toEqual([true, false, true])
  })

  it('stay with the words of a task', async () => {
    const blocks = createMarkdownDocument().update({
      text: '- [x] done.',
      quotes: [{ index: '1', position: 10 }],
      isComplete: true,
    })
    const html = await drawTokens(blocks.flatMap(({ tokens }) => tokens))
    expect(/<span class="mark-group">e<sup/.test(html)).toBe(true)
  })

  it('never change the words of a text, wherever they are set', async () => {
    const text =
      '# a *b*\n\n- [x] c **d**, `e`\n- [f](https://f.example/)\n\n> g\nh <https://i.example/> &amp; \\* ~~j~~'
    const strip = (html: string) => ungroup(html).replaceAll(/<sup.*?<\/sup>/g, '')
    const draw = (quotes: { index: string; position: number }[]) =>
      drawTokens(
        createMarkdownDocument()
          .update({ text, quotes, isComplete: true })
          .flatMap(({ tokens }) => tokens),
      )
    const plain = await draw([])
    const changed = []
    for (let position = 0; position <= text.length; position += 1) {
      const html = await draw([{ index: '1', position }])
      if (strip(html) !== plain || !html.includes('<sup')) changed.push(position)
    }
    expect(changed).toEqual([])
  })
})
