// Owns the texts that the tests of this folder cut at every position: small, and with everything that makes cutting hard.

export const corpus: readonly string[] = [
  '# One\n\nTwo *three* **four** `five`.\n\n- a\n- b\n\n  still b\n\n- c\n\nnot a list\n\n1. x\n\n2. y\n\n2 apples\n',
  'para\n\n```ts\nconst a = `x`\n\n# not a heading\n```\n\nafter\n~~~\nunclosed\n\nfence\n',
  'Title\n=====\n\n| a | b |\n|:--|--:|\n| 1 | 2 \\| 3 |\n\n> quote\n> - in it\n\nlast line, no end',
  'see [one] and [two]\n\n    code\n\n    more code\n\n[one]: https://one.example\n\ntext [one][two]\n\n[two]: <https://two.example> "t"\n',
  'a\r\n\r\nb\r\n- [ ] open\r\n- [x] done\r\n\r\n***\r\n\r\n中文**加粗**。**“引号”**后面\r\n',
  '> a\n\n> b\nlazy\n\n* * *\n\n- x\n\n    y\n\n      z\n\n\tt\n\n[a]: https://a.example\n[A]',
]
