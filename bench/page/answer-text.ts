// Owns the long answers that pages are measured with: markdown as models write it, Chinese and English, with everything in it
// that costs something. The same text for the same length, every time.

const sections: readonly string[] = [
  '## 一、背景与目标\n\n',
  '本节说明**为什么**需要分段渲染：当回答变长时，每来一个字就重新解析全文的做法，会让页面越来越慢。The cost of a naive ' +
    'renderer grows with the square of the length, which is easy to measure and hard to hide behind a spinner.\n\n',
  '- 第一点：只解析还没有结束的那一块\n- 第二点：已经结束的块不再改动\n  - nested item with `inline code`\n  - another one, with a [link](https://example.com/docs)\n- 第三点：每一帧最多画一次\n\n',
  '```ts\nexport function sum(values: readonly number[]): number {\n  let total = 0\n  for (const value of values) total += value\n  return total\n}\n```\n\n',
  '| 方案 | 时间 (ms) | 说明 |\n| --- | ---: | --- |\n| naive | 8400 | 每次重绘全文 |\n| memo | 2200 | closed blocks stay |\n| ours | 1700 | one parse a frame |\n\n',
  '1. Read the *first* event and start the clock.\n2. Append what came since the last frame.\n3. 结束时再核对一次：结果必须与一次性渲染完全相同。\n\n',
  '> 引用：性能不是一个数字，而是一条随长度变化的曲线。\n> It should be a straight line, and a flat one.\n\n',
  '### Details\n\n',
  'Numbers such as 3.14159, names such as `conversation_id`, and **mixed 中英文 text，带有标点。** All of this stands in one ' +
    'paragraph that is long enough to be broken into several lines on every screen, because that is what answers look like.\n\n',
]

/** Markdown of so many characters; it ends in the middle of something, as an answer does while it is written. */
export function createMarkdown(length: number): string {
  let text = ''
  for (let index = 0; text.length < length; index += 1) text += sections[index % sections.length] ?? ''
  return text.slice(0, length)
}

/** The text in so many pieces of about the same length. */
export function cutEvenly(text: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    text.slice(Math.round((index * text.length) / count), Math.round(((index + 1) * text.length) / count)),
  )
}

/** Short pieces that can be told apart on the screen: each has its number. */
export function createNumbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `⟦${index}⟧ 一段文字 ${index % 12 === 11 ? '\n\n' : ''}`)
}
