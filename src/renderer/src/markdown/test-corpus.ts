// Owns the texts that the tests of this folder cut at every position: small, and with everything that makes cutting hard.

export const corpus: readonly string[] = [
  '# One\n\nTwo *three* **four** `five`.\n\n- a\n- b\n\n  still b\n\n- c\n\nnot a list\n\n1. x\n\n2. y\n\n2 apples\n',
  'para\n\n```ts\nconst a = `x`\n\n# not a heading\n```\n\nafter\n~~~\nunclosed\n\nfence\n',
  'Title\n=====\n\n| a | b |\n|:--|--:|\n| 1 | 2 \\| 3 |\n\n> quote\n> - in it\n\nlast line, no end',
  'see [one] and [two]\n\n    code\n\n    more code\n\n[one]: https://one.example\n\ntext [one][two]\n\n[two]: <https://two.example> "t"\n',
  'a\r\n\r\nb\r\n- [ ] open\r\n- [x] done\r\n\r\n***\r\n\r\n中文**加粗**。**“引号”**后面\r\n',
  '> a\n\n> b\nlazy\n\n* * *\n\n- x\n\n    y\n\n      z\n\n\tt\n\n[a]: https://a.example\n[A]',
  // Lists: nested, tight and loose, of several kinds, with everything in them.
  '- a\n  - b\n    - c\n      - d\n      - e\n    - f\n- g\n',
  '1. one\n   1. inner\n   2. inner\n\n2. two\n\n   para\n\n3) other\n4) list\n',
  '- a\n- b\n- c\n\n- d\n- e',
  '- a\n\n  - b\n\n  - c\n- d\n\n\n- e\n',
  '* a\n+ b\n- c\n- - nested\n- 1. mixed\n',
  '7. seven\n8. eight\n\n9. nine\n10. ten\n',
  '- ```js\n  code\n\n  more\n  ```\n- ```\n  open\n- next\n',
  '- a\n\n      indented in it\n\n- > quote\n  > more\n- | x | y |\n  |---|---|\n  | 1 | 2 |\n',
  '以下是：\n- 第一\n- 第二：\n  内容\n- 第三\n\n结束\n',
  '-\n- empty\n-\n\n- after\n',
  '  - indented\n  - list\n\n  - loose\n',
  '- [ ] a\n- [x] b\n  - [X] c\n- [ ]\n- [y] d\n',
  '- ```\n  x\n  ```\n\n- ```\n  y\n  ```\n- z\n',
  // Fences.
  '````md\n```js\nx\n```\n````\nafter\n',
  '~~~~\n~~~\ninside\n~~~~~\n\nout\n\n~~~ info string here\nunclosed',
  '> ```\n> in quote\n\n> out\n> ~~~\n> x',
  '``` not`a fence\n\n```\n\n\n```\n  ```\nx\n  ```\n',
  // References.
  '[a]: https://a.example\n\n[a] [b] [c][a]\n\n[b]: https://b.example\n\n> [b] and [Ä ß]\n\n[ä ẞ]: https://c.example',
  '- [in list][x]\n- other\n\n> [x]: https://x.example\n\n[x] again\n\n[x]: https://second.example\n',
  '[long\nlabel] here\n\n[long label]:\nhttps://l.example\n"title"\n\n![pic][long label]\n',
  // HTML is text.
  '<div class="a">\n\n**b**\n\n</div>\n\n<!-- c -->\n\n<script>\nalert(1)\n\n</script>\n\nx <b>y</b> <br> z\n',
  'a <span style="x">*b*</span>\n\n<img src=x onerror=y>\n<p>\n- z\n',
  // Emphasis beside Chinese.
  '**粗体**，后面**“引号”**。**（括号）**和*斜体*；~~删除~~、__下划__线\n\n**注意：**请看**「这里」**！\n',
  '*a **b** c* ***d*** **e*f*g** _h_i_ `**` \\*j\\* &amp; &copy; &#x41; &nope;\n',
  // Formulas.
  '$a_1$ and $$b^2$$, \\(c\\) \\[d\\]\n\n$$\ne\n= f\n- g\n$$\n\n\\[\nh\n\\]\n\ncosts $5 and $10, 价格$5和$6 `$x$`\n',
  '令\n$$\nx\n$$\n则 $y$\n\n- $$\n  z\n  $$\n- $w$\n\n> \\[ q\n> + r \\]\n\n$$\nopen\n\nend',
  '```math\na_b\n```\n\n$$ one line $$\n\n$$ not $$ alone\n\n$$\n$$\n',
  // Footnotes.
  'a[^1] b[^two] c[^1] d[^none]\n\n[^1]: one\n[^two]: two\n\n    more of two\n\n    - list\n\nafter\n\n[^1]: again\n',
  '[^a]: before **x**\n\ntext[^a]\n\n[^b]:\n    indented[^c]\n\n[^c]: last\nlazy\n\n- in list[^b]\n- [^d]: not one\n',
  // Details.
  '<details>\n<summary>**Sum** `m`</summary>\n\nin *it*\n\n- a\n\n```\n</details>\n```\n\n</details>\n\nafter\n',
  'x\n<details open><summary>a</summary>b</details>\n\n<details>\n\n<details>\n<summary>in</summary>\n\nc\n\n</details>\n\nd\n\n</details>\n\n<details>\nnever closed\n\n- e\n',
  '- <details>\n\n<Details>\n<summary>\nlong\nsummary\n</summary>\nf\n</DETAILS>\n\n<details class="x">\n',
  // Line ends, characters, addresses.
  'a\r\nb\r\n\r\n- c\r\n- d\r\n\r\n- e\r\n\r\n```\r\nf\r\n\r\ng\r\n```\r\n\r\n| h | i |\r\n|---|---|\r\n| j | k |\r\n',
  'mac\rline\r\r- a\r- b\r\rend',
  '👩‍👩‍👧‍👦 family 🇨🇳 é \u0301\u{1f44d}\u{1f3fd} 𠮷野家\n\n- 😀\n- 👨🏽‍💻 **👍**\n',
  '<https://a.example> https://b.example/x_y_z?q=1&r=2。后 mailto:c@d.example <e@f.example> www.g.example\n\nhttps://h.example/(i)_(j).\n',
  `${'很长的一行没有空格'.repeat(12)} **b** ${'x'.repeat(80)}\n\nend\n`,
  // Tables.
  '| a | b | c |\n|:-:|---|--:|\n| `x|y` | **z** |\n| 1 | 2 | 3 | 4 |\n| [l](https://l.example) | | $f$ |\ntext after\n\n| no | table |\n\n| d |\n|---|\n',
  'before\n| a |\n| - |\n| 1 |\n\n| 2 |\n\nc | d\n--|--\n3 | 4\n> quote\n',
  // Headings, rules, code, breaks.
  'A\n---\n\nB\nC\n===\n\n---\n\n- D\n---\n\n#no\n# yes #\n####### seven\n\n***\n___\n',
  '    code\n\n\n    more\n\ttab\n\n  not\n\n1.  a\n\n        code in list\n\n    para\n',
  'two spaces  \nbackslash\\\nsoft\n\n\\# not\n\n\n\n\nfar\n   \n\t\nblank with spaces\n',
  '> > deep\n> still\nlazy\n\n> - a\n>\n> - b\n- c\n\n> # h\n> ```\n> x\n> ```\n',
  '',
  '\n\n\n',
  '   \n\n- ',
]
