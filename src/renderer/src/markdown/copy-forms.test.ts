import { expect, it } from 'vitest'
import { copyForms } from './copy-forms.ts'

it('gives a text as it was written, as words, and as HTML in which its tags are text', () => {
  const text = '**粗体**，see [it](https://a.example/)\n\n- <b>x</b>\n- ![p](https://b.example/p.png)\n'
  expect(copyForms(text)).toEqual({
    markdown: text,
    plain: '粗体，see it (https://a.example/)\n\n- <b>x</b>\n- p (https://b.example/p.png)',
    html: [
      '<p><strong>粗体</strong>，see <a href="https://a.example/" rel="noreferrer noopener">it</a></p>',
      '<ul>',
      '<li>&lt;b&gt;x&lt;/b&gt;</li>',
      '<li><a href="https://b.example/p.png" rel="noreferrer noopener">p</a></li>',
      '</ul>',
      '',
    ].join('\n'),
  })
})
