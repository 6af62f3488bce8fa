import { describe, expect, it } from 'vitest'
import { renderHtmlText } from './html-text.ts'
import { readFormula } from './formulas.ts'

const render = (text: string) =>
  renderHtmlText(text, { quotes: [], scope: '', embed: () => undefined })
    .replaceAll('\n', ' ')
    .trim()

describe('the dialect', () => {
  it.each([
    ['formulas of every kind', '$a_1$是 \\(b\\) $$c$$', ['$a_1$', '\\(b\\)', '$$c$$']],
    ['lines that would be a list or a heading', '令\n$$\nx\n= y\n- z\n$$', ['$$\nx\n= y\n- z\n$$']],
    ['no money', 'costs $5 and $10, 价格$5和$6，$20k/$30k', []],
    ['no code', '`$x$` $a `b$ c` d$', []],
    ['nothing that is not closed', '$$\nx\n\ny', []],
  ])('takes for formulas: %s', (_what, text, formulas) => {
    const found = Array.from(render(text).matchAll(/<code class="formula">(.*?)<\/code>/g), ([, tex]) => tex)
    expect(found).toEqual(formulas.map((formula) => formula.replaceAll('\n', ' ')))
  })

  it('knows what stands between the signs of a formula', () => {
    expect(['$a$', '\\(b\\)', '$$\nc\n$$', '\\[d\\]'].map(readFormula)).toEqual([
      { tex: 'a', isDisplay: false },
      { tex: 'b', isDisplay: false },
      { tex: 'c', isDisplay: true },
      { tex: 'd', isDisplay: true },
    ])
  })

  it('sets footnotes apart, with all their lines', () => {
    expect(render('a[^1] b[^none]\n\n[^1]: note **x**\n\n    more\n\nafter')).toEqual(
      '<p>a<sup>[1]</sup> b[^none]</p> <div>[1] <p>note <strong>x</strong></p> <p>more</p> </div> <p>after</p>',
    )
  })

  it('folds details and leaves every other tag as text', () => {
    expect(render('<details>\n<summary>S <b>t</b></summary>\n\n- in\n\n</details>\n\n<p>x')).toEqual(
      '<details><summary>S &lt;b&gt;t&lt;/b&gt;</summary> <ul> <li>in</li> </ul> </details> <p>&lt;p&gt;x</p>',
    )
  })
})
