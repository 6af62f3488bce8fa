// Owns the demo's answer to a wish for code.
import type { DemoTopic } from './topic.ts'

const en = `## A small function, step by step

Here is one that splits text into pieces of a certain number of characters without breaking a character in two:

\`\`\`ts
/** Pieces of so many code points; the last may be shorter. */
export function splitText(text: string, length: number): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let start = 0; start < characters.length; start += length) {
    pieces.push(characters.slice(start, start + length).join(''))
  }
  return pieces
}
\`\`\`

### Why it is written so
- \`[...text]\` walks over **code points**; \`text.slice\` would cut an emoji into halves.
- The loop counts in steps, so there is no last piece to treat apart.
- Nothing is changed in place: the same text always gives the same pieces.

| Call | Result |
| --- | --- |
| \`splitText('abcde', 2)\` | \`['ab', 'cd', 'e']\` |
| \`splitText('你好🙂', 2)\` | \`['你好', '🙂']\` |
| \`splitText('', 3)\` | \`[]\` |

A next step would be to split at grapheme clusters with \`Intl.Segmenter\`, so that a family emoji stays whole too.`

const zh = `## 一个小函数，逐步说明

下面的函数把文本切成固定字数的片段，而且不会把一个字符切成两半：

\`\`\`ts
/** 每段这么多个码点，最后一段可能更短。 */
export function splitText(text: string, length: number): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let start = 0; start < characters.length; start += length) {
    pieces.push(characters.slice(start, start + length).join(''))
  }
  return pieces
}
\`\`\`

### 为什么这样写
- \`[...text]\` 按**码点**遍历；直接用 \`text.slice\` 会把表情符号切开。
- 循环按步长前进，最后一段不需要单独处理。
- 不修改任何已有的值，同样的文本总是得到同样的片段。

| 调用 | 结果 |
| --- | --- |
| \`splitText('abcde', 2)\` | \`['ab', 'cd', 'e']\` |
| \`splitText('你好🙂', 2)\` | \`['你好', '🙂']\` |
| \`splitText('', 3)\` | \`[]\` |

如果还想让“一家人”这样的组合表情保持完整，可以改用 \`Intl.Segmenter\` 按字素切分。`

export const code: DemoTopic = {
  matches: /\b(code|function|regex|sql|typescript|javascript|python|java|rust)\b|代码|函数|编程|正则/i,
  write: ({ isChinese }) => (isChinese ? zh : en),
}
