// Owns the scenarios that put a renderer to work.
import { picturePath } from '../addresses.ts'
import type { Scenario } from '../scenario.ts'
import { ordinaryTurn } from './ordinary-turn.ts'

const everything = `# Heading 1
## Heading 2
### Heading 3

A paragraph with **bold**, *italic*, ***both***, ~~struck~~, \`code\`, a [link](https://example.com "title"), and
a hard break at the end of this line.\\
中文**粗体**紧邻标点，也要正确显示。

- a list
  - inside a list
    1. with numbers
    2. in it
- [x] done
- [ ] not done

> A quotation
>> inside a quotation

| Left | Centre | Right |
| :--- | :---: | ---: |
| a | 中文 | 1 |
| \`b\` | **c** | 1000 |

\`\`\`python
def slow_start(window: int) -> int:
    return window * 2  # 每个往返翻倍
\`\`\`

\`\`\`mermaid
graph LR
  A[Question] --> B{Known?} -->|yes| C[Answer]
\`\`\`

Inline math $e^{i\\pi} + 1 = 0$ and a block:

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

---

A footnote mark[^1], an entity &copy;, an autolink <https://example.com>, an escape \\*not italic\\*.

[^1]: The footnote.`

const hostile = `Text that attacks a renderer:

<script>document.title = 'owned'</script>
<img src=x onerror="document.title = 'owned'">
<iframe src="https://example.com"></iframe>
[script link](javascript:document.title='owned'), [data link](data:text/html,<script>1</script>), [file](file:///etc/passwd)
![tracker](https://example.com/pixel.png?leak=1)
[reference][r]

[r]: javascript:alert(1)

\`\`\`html" onmouseover="document.title='owned'
</code></pre><script>document.title = 'owned'</script>
\`\`\`

${'['.repeat(500)}${'>'.repeat(200)} deep ${'*'.repeat(501)}

| unfinished | table
|---

\`\`\`never closed`

export const markdownScenarios: readonly Scenario[] = [
  {
    command: '/markdown',
    summary: 'every kind of markdown: tables, code, formulas, diagrams, footnotes',
    play: () => ordinaryTurn({ text: everything }),
  },
  {
    command: '/picture',
    summary: 'a picture in the text, which this service has',
    play: ({ origin }) =>
      ordinaryTurn({
        text: `This is the lighthouse at night:\n\n![Lighthouse at night](${origin}${picturePath})\n\nIts beam is seen from far away.`,
      }),
  },
  {
    command: '/hostile',
    summary: 'markdown that tries to run scripts, to load things, or to tie the renderer in knots',
    play: () => ordinaryTurn({ text: hostile }),
  },
]
