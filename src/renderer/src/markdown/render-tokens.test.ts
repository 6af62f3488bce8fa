import { describe, expect, it } from 'vitest'
import { createMarkdownDocument } from './markdown-document.ts'
import { noDefinitions, parseBlock } from '#shared/markdown/parser.ts'
import { drawTokens, listElements } from './test-render.ts'

const draw = (text: string) => drawTokens(parseBlock(text, [], noDefinitions).tokens)

describe('markdown', () => {
  it('closes emphasis beside Chinese punctuation', async () => {
    expect(await draw('他说**“你好”**然后*走*了，**重点：**结束')).toEqual(
      '<main><p>他说<strong>“你好”</strong>然后<em>走</em>了，<strong>重点：</strong>结束</p></main>',
    )
  })

  it('begins headings at the third level and ends at the sixth', async () => {
    expect(await draw('# a\n## b\n### c\n#### d\n###### e')).toEqual(
      '<main><h3 class="is-title">a</h3><h3>b</h3><h4>c</h4><h5>d</h5><h6>e</h6></main>',
    )
  })

  it('keeps line breaks', async () => {
    expect(await draw('a\nb')).toEqual('<main><p>a<br>b</p></main>')
  })

  it('makes a link of an address with its scheme, and of no file name', async () => {
    expect(await draw('README.md, a.b@c.example, https://x.example/y')).toEqual(
      '<main><p>README.md, a.b@c.example, <a href="https://x.example/y" title="x.example" rel="noreferrer noopener" target="_blank">https://x.example/y</a></p></main>',
    )
  })

  it.each([
    ['[https://bank.example](https://evil.example/)', ' (evil.example)'],
    ['[**bank.example**](https://evil.example/)', ' (evil.example)'],
    ['[аpple.com](https://xn--pple-43d.com/)', ' (xn--pple-43d.com)'],
    ['<https://bank.example/>', undefined],
    ['[the bank](https://bank.example/)', undefined],
  ])('shows where a link leads when its words say otherwise: %s', async (text, host) => {
    expect(/<span class="markdown-host">(.*)<\/span>/.exec(await draw(text))?.[1]).toEqual(host)
  })
})

/** Everything an answer can turn into, whatever it says. */
const allowed = new Set(
  [
    'main',
    'p',
    'br',
    'hr',
    'em',
    'strong',
    's',
    'code',
    'ul',
    'ol[start]',
    'ol',
    'li',
    'blockquote',
    'h3',
    'h3[class]',
    'h4',
    'h5',
    'h6',
    'thead',
    'tbody',
    'table',
    'tr',
    'td',
    'td[class]',
    'th[scope]',
    'th[scope class]',
    'a[href title rel target]',
    'span[class]',
    'span[class title]',
    'span[class title]',
    'span[class role aria-label]',
    'div[class role tabindex aria-label]',
    'div[class]',
    'figure[class]',
    'figcaption[class]',
    'pre[role tabindex aria-label]',
    'button[type class aria-label title]',
    'button[type class aria-pressed aria-label title]',
    'button[type class title]',
    'button[type aria-label]',
    'sup[class]',
  ].concat(['svg', 'path', 'rect', 'circle', 'line']),
)

const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)" onclick=alert(1)>x</a>',
  '<base href="https://evil.example"><form action="//evil.example"><input name=a></form>',
  '<style>@import url(//evil.example)</style><link rel=stylesheet href=//evil.example>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](javascript&colon;alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61;vascript:alert(1))',
  '[x](%6aavascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](javascript://%0aalert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/etc/passwd)',
  '[x](#token=1)',
  '[x](https://good.example@evil.example/)',
  '[x](https://evil.example\\@good.example)',
  '[x](https://evil.example/"onmouseover="alert(1))',
  '[x](https://evil.example \'a" onmouseover="alert(1)\')',
  '[x][r]\n\n[r]: javascript:alert(1)',
  '[x][r]\n\n[r]: data:text/html,1 "onload=alert(1)"',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
  '![" onerror="alert(1)](https://evil.example/a.png)',
  '[![x](https://evil.example/p.png)](javascript:alert(1))',
  '[a [b](javascript:alert(1)) c](vbscript:x)',
  '<javascript:alert(1)>',
  '<data:text/html,1>',
  'javascript://x.example/%0aalert(1)',
  'ftp://x.example data:text/html,x vbscript:x',
  '```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |',
  '- [ ] <img src=x onerror=alert(1)>',
  '**<b onclick=alert(1)>x</b>** `<script>`',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x&#62;',
  '{{constructor.constructor("alert(1)")()}}',
  '[__proto__]: https://a.example\n\n[x][__proto__] [constructor]',
]

describe('what an answer says', () => {
  it.each(payloads)('makes no element or attribute beyond the list: %j', async (payload) => {
    const elements = listElements(await draw(payload)).filter(
      (element) => !/^(svg|path|rect|circle|line)\b/.test(element),
    )
    expect(elements.filter((element) => !allowed.has(element))).toEqual([])
  })

  it.each(payloads)('makes no address beyond the list: %j', async (payload) => {
    const addresses = Array.from(
      (await draw(payload)).matchAll(/(?:href|src|action)="([^"]*)"/g),
      ([, url]) => url,
    )
    expect(
      addresses.filter((url) => !/^(https?:\/\/(evil|a|good)\.example\/|mailto:)/.test(url ?? '')),
    ).toEqual([])
  })

  it.each(payloads)('is as harmless while it arrives: %j', async (payload) => {
    const document = createMarkdownDocument()
    const strange = []
    for (let length = 1; length <= payload.length; length += 1) {
      const blocks = document.update({ text: payload.slice(0, length), quotes: [], isComplete: false })
      const html = await drawTokens(blocks.flatMap(({ tokens }) => tokens))
      strange.push(
        ...listElements(html).filter(
          (element) => !allowed.has(element) && !/^(svg|path|rect|circle|line)\b/.test(element),
        ),
      )
    }
    expect(strange).toEqual([])
  })
})
