import { expect, it } from 'vitest'
import { readPlainText } from './plain-text.ts'

it.each([
  ['emphasis beside Chinese', '我们**九点（早上）**开门', '我们九点（早上）开门'],
  ['a heading and a list', '# Title\n\n- one\n- *two*', 'Title\none\ntwo'],
  ['a link', '[the shop](https://example.com)', 'the shop'],
  ['a link that is none', '[the shop](javascript:x)', '[the shop](javascript:x)'],
  ['an image', '![a door](https://example.com/a.png)', 'a door'],
  ['code, as it is', 'Use `a*b*c`:\n\n```js\nfoo_bar() => **x**\n```', 'Use a*b*c:\nfoo_bar() => **x**'],
  ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', 'a\tb\t\n1\t2'],
  ['HTML, which is text', '<b>bold</b>', '<b>bold</b>'],
  ['marks that stand for themselves', '1\\* 2 \\_x\\_ &amp; 3_000_000', '1* 2 _x_ & 3_000_000'],
  ['formulas, as they are', '$E = mc^2$ and \\(a_1 * b_2\\)', '$E = mc^2$ and \\(a_1 * b_2\\)'],
  ['a formula in lines of its own', 'So:\n\n$$\na_1 * b\n$$\n\n**end**', 'So:\n$$\na_1 * b\n$$\nend'],
  ['a formula in a list', '- $$x^2$$\n- *two*', '$$x^2$$\ntwo'],
  [
    'a footnote, without its marks',
    'Nine[^hours] o’clock\n\n[^hours]: From the **door**',
    'Nine o’clock\nFrom the door',
  ],
  ['a footnote that is none', 'Nine[^hours] o’clock', 'Nine[^hours] o’clock'],
  [
    'what is folded',
    '<details><summary>More *words*</summary>\n\n- **one**\n\n<details>\ntwo\n</details>\n</details>\nend',
    'More words\none\ntwo\nend',
  ],
  ['tasks', '- [x] done\n- [ ] *open*', 'done\nopen'],
  ['an address, with all its signs', '**See** https://example.com/*a*_b_', 'See https://example.com/*a*_b_'],
  ['text without marks', '我们九点开门。\nBye', '我们九点开门。\nBye'],
])('reads %s', (_what, markdown, plain) => {
  expect(readPlainText(markdown).replace(/\n+/g, '\n')).toBe(plain)
})
