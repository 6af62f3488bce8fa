import { describe, expect, it } from 'vitest'
import type { WrittenFormat } from '#shared/export.ts'
import type { Part, Reference } from '#shared/part.ts'
import { setCitedSlices } from '#core/store/cited-slices.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { addConversation, createText } from '#core/store/test-rows.ts'
import { everyPart, everything, noon, onlyWords, writeAnswer, writeConversation } from './test-export.ts'

/** The file with everything is told by its way in and out: core/engine/history-import-desk.test.ts. */
const written: Record<Exclude<WrittenFormat, 'json'>, string> = {
  markdown: `
## Answer · 2026-11-26 12:00

> **Thought · 8.0 s**
>
> A *guess*.

> **Search · failed · 20 ms · 7 tokens**
>
> **Input**
>
> \`\`\`json
> {
>   "q": "hours"
> }
> \`\`\`
>
> **Output**
>
> \`\`\`
> none
> \`\`\`

We open at **nine**[^1-3-1].

| day | time |
|-----|------|
| Mon | 9 |

$a_1 < b_2$

[^1-3-1]: [Opening hours (web page)](<https://shop.example/hours>)

[^1-4-2]: [https://shop.example/hours](<https://shop.example/hours>)

**Options**

- Yes
- No

*About you*

**Size (required)**

- S: small

**Tasks**

- Look (not begun)

**Card**

\`\`\`json
{"total":12345678901234567890}
\`\`\`

**Chart**

\`\`\`json
{
  "series": []
}
\`\`\`

Image: [The door](<https://shop.example/door.png>)

File: [list.pdf (2.0 KB)](<https://shop.example/list.pdf>)

*The application asked for files: pdf*

Sandbox: [box](<https://box.example/1>)

**Sandbox**

\`\`\`
ls
\`\`\`

*From memory.*

**Suggested questions**

- And Sunday?

**Not known to this version: hologram**

\`\`\`
<x>
\`\`\`
`,
  html: `<article class="answer"><h2>Answer <time datetime="${new Date(noon).toISOString()}">2026-11-26 12:00</time></h2>
<details><summary>Thought · 8.0 s</summary>
<div><p>A <em>guess</em>.</p>
</div>
</details>
<details><summary>Search · failed · 20 ms · 7 tokens</summary>
<p class="label">Input</p><pre><code>{
  &quot;q&quot;: &quot;hours&quot;
}</code></pre>
<p class="label">Output</p><pre><code>none</code></pre>
</details>
<div><p>We open at <strong>nine</strong><sup><a href="#reference-1-3-1">[1]</a></sup>.</p>
<div class="table"><table>
<thead>
<tr>
<th scope="col">day</th>
<th scope="col">time</th>
</tr>
</thead>
<tbody>
<tr>
<td>Mon</td>
<td>9</td>
</tr>
</tbody>
</table></div>
<p><code class="formula">$a_1 &lt; b_2$</code></p>
</div>
<p class="label">References</p><ul class="references"><li id="reference-1-3-1">[1] <a href="https://shop.example/hours" rel="noreferrer noopener">Opening hours (web page)</a></li></ul>
<p class="label">References</p><ul class="references"><li id="reference-1-4-2">[2] <a href="https://shop.example/hours" rel="noreferrer noopener">https://shop.example/hours</a></li></ul>
<p class="label">Options</p><ul><li>Yes</li><li>No</li></ul>
<p class="note">About you</p>
<p class="label">Size (required)</p><ul><li>S: small</li></ul>
<p class="label">Tasks</p><ul><li>Look (not begun)</li></ul>
<p class="label">Card</p><pre><code>{&quot;total&quot;:12345678901234567890}</code></pre>
<p class="label">Chart</p><pre><code>{
  &quot;series&quot;: []
}</code></pre>
<p>Image: <a href="https://shop.example/door.png" rel="noreferrer noopener">The door</a></p>
<p>File: <a href="https://shop.example/list.pdf" rel="noreferrer noopener">list.pdf (2.0 KB)</a></p>
<p class="note">The application asked for files: pdf</p>
<p>Sandbox: <a href="https://box.example/1" rel="noreferrer noopener">box</a></p>
<p class="label">Sandbox</p><pre><code>ls</code></pre>
<p class="note">From memory.</p>
<p class="label">Suggested questions</p><ul><li>And Sunday?</li></ul>
<p class="label">Not known to this version: hologram</p><pre><code>&lt;x&gt;</code></pre>
</article>
`,
  text: `
------------------------------------------------------------
Answer 2026-11-26 12:00

Thought · 8.0 s
  A guess.

Search · failed · 20 ms · 7 tokens
  Input:
    {
      "q": "hours"
    }
  Output:
    none

We open at nine[1].

day | time
Mon | 9

$a_1 < b_2$

References:
[1] Opening hours (web page) https://shop.example/hours

References:
[2] https://shop.example/hours

Options:
- Yes
- No

About you

Size (required):
- S: small

Tasks:
- Look (not begun)

Card:
  {"total":12345678901234567890}

Chart:
  {
    "series": []
  }

Image: The door (https://shop.example/door.png)

File: list.pdf (2.0 KB) (https://shop.example/list.pdf)

The application asked for files: pdf

Sandbox: box (https://box.example/1)

Sandbox:
  ls

From memory.

Suggested questions:
- And Sunday?

Not known to this version: hologram:
  <x>
`,
}

describe.each(['markdown', 'html', 'text'] as const)('%s', (format) => {
  it('shows every kind of part', () => {
    expect(writeAnswer(format, { parts: [...everyPart] })).toBe(written[format])
  })

  it('leaves out what was not asked for', () => {
    const parts: Part[] = everyPart.filter(({ type }) => ['thought', 'step', 'references'].includes(type))
    const empty = writeAnswer(format, { parts: [] })
    expect(writeAnswer(format, { parts }, { contents: onlyWords })).toBe(empty)
  })

  it.each([
    ['stopped', 'This answer was stopped.'],
    ['failed', 'This answer failed.'],
    ['interrupted', 'This answer was interrupted.'],
    ['refused', 'This was refused by the content check of the service.'],
  ] as const)('says of an answer that it was %s', (status, sentence) => {
    expect(writeAnswer(format, { status, parts: [createText('So far')] })).toContain(sentence)
  })

  it('says that a part of the history is damaged', () => {
    expect(writeAnswer(format, { isDamaged: true }, { language: 'zh-CN' })).toContain(
      '此处的历史记录有损坏，内容可能有误或不完整。',
    )
  })
})

/** An answer with three sources, of which two were looked at. */
function writeCited(format: WrittenFormat, contents = everything): string {
  const history = openMemoryStore()
  const { id: conversationId, profileId } = addConversation(history)
  const references: Reference[] = ['a', 'b', 'c'].map((referenceId, index) => ({
    index: String(index + 1),
    kind: 'document',
    title: `Source ${referenceId}`,
    referenceId,
  }))
  const none = { pages: [], sheets: [], highlights: [] }
  setCitedSlices(
    history,
    profileId,
    [
      { referenceId: 'a', kind: 'question-and-answer', question: 'When?', answer: 'At **nine**.', ...none },
      { referenceId: 'b', kind: 'document', text: '<b>Page</b>\n![x](https://spy.example/a.png)', ...none },
    ],
    1,
  )
  const text: Part = { type: 'text', key: 'text', text: 'Nine.', quotes: [], references }
  const empty = writeAnswer(format, { parts: [] }, { contents })
  const whole = writeAnswer(format, { conversationId, parts: [text] }, { history, contents })
  const end = format === 'html' ? '</article>\n' : ''
  return whole.slice(empty.length - end.length, whole.length - end.length)
}

it.each([
  [
    'markdown',
    `
Nine.

[^1-1-1]: Source a (document)

    > When?
    >
    > At **nine**.

[^1-1-2]: Source b (document)

    > \\<b>Page\\</b>
    > [x](https://spy.example/a.png)

[^1-1-3]: Source c (document)
`,
  ],
  [
    'html',
    `<div><p>Nine.</p>
</div>
<p class="label">References</p><ul class="references"><li id="reference-1-1-1">[1] Source a (document)
<blockquote><p>When?</p>
<p>At <strong>nine</strong>.</p>
</blockquote></li><li id="reference-1-1-2">[2] Source b (document)
<blockquote><p>&lt;b&gt;Page&lt;/b&gt;<br>
<a href="https://spy.example/a.png" rel="noreferrer noopener">x</a></p>
</blockquote></li><li id="reference-1-1-3">[3] Source c (document)</li></ul>
`,
  ],
  [
    'text',
    `
Nine.

References:
[1] Source a (document)
  When?

  At nine.
[2] Source b (document)
  <b>Page</b>
  x (https://spy.example/a.png)
[3] Source c (document)
`,
  ],
] as const)('in %s a source has the words that are kept of it', (format, cited) => {
  expect(writeCited(format)).toBe(cited)
})

it('has no words of sources when sources were not asked for', () => {
  expect(writeCited('text', onlyWords)).toBe('\nNine.\n')
})

it('a Markdown file begins with what the conversation is', () => {
  expect(writeConversation('markdown')).toBe(`# 开放时间 \\<1\\>

- AppKey profile: Shop & Co
- Begun: 2026-11-26 12:00
- Exported by ADP Desk: 1.0.0, 2026-11-26 12:00

## Question · 2026-11-26 12:00

> When?
> https://shop.example \\<b>
`)
})

it('an HTML file is one document that loads and runs nothing', () => {
  expect(writeConversation('html').replace(/<style>[^]*<\/style>/, '<style></style>')).toBe(`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>开放时间 &lt;1&gt;</title>
<style></style></head>
<body>
<header><h1>开放时间 &lt;1&gt;</h1><dl class="facts"><div><dt>AppKey profile</dt><dd>Shop &amp; Co</dd></div><div><dt>Begun</dt><dd>2026-11-26 12:00</dd></div><div><dt>Exported by ADP Desk</dt><dd>1.0.0, 2026-11-26 12:00</dd></div></dl></header>
<main>
<article class="question"><h2>Question <time datetime="${new Date(noon).toISOString()}">2026-11-26 12:00</time></h2>
<p class="plain">When?
<a href="https://shop.example/" rel="noreferrer noopener">https://shop.example</a> &lt;b&gt;</p>
</article>
</main>
</body></html>
`)
})

/** What an answer tries that wants to be more than words. */
const hostile = [
  '<script>alert(1)</script>',
  '<!-- hides the rest',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '![b](https://spy.example/pixel.png)',
  ']]> </style> <style>@import "https://spy.example"</style>',
  '$</code><script>alert(2)</script>$',
]

it.each(hostile)('nothing of an answer becomes HTML: %s', (text) => {
  const html = writeAnswer('html', { parts: [createText(text)] })
  const tags = [...html.matchAll(/<\/?([a-z]+)([^>]*)>/g)].map(([, name, rest]) => `${name}${rest}`)
  const own = /^(article|h2|time|div|p|code|a)( (class|datetime|rel)="[^"]*"| href="https:\/\/[^"]*")*$/
  expect(tags.filter((tag) => !own.test(tag))).toEqual([])
})

it.each([
  ['<script>alert(1)</script>', '\\<script>alert(1)\\</script>'],
  ['<!-- hides the rest', '\\<!-- hides the rest'],
  ['`<b>` and <b>', '`<b>` and \\<b>'],
  ['![b](https://spy.example/pixel.png)', '[b](https://spy.example/pixel.png)'],
  ['<https://a.example>', '<https://a.example>'],
  ['```html\n<b>\n```', '```html\n<b>\n```'],
  ['```js\nnever closed', '```js\nnever closed\n```'],
  ['$a<b$', '$a< b$'],
])('in Markdown %j is read as it was in the program', (text, shown) => {
  const before = writeAnswer('markdown', { parts: [] })
  expect(writeAnswer('markdown', { parts: [createText(text)] })).toBe(`${before.trimEnd()}\n\n${shown}\n`)
})
