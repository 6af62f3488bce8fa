import { expect, it } from 'vitest'
import { copyForms } from './copy-forms.ts'

it('a text is copied as it is, as words, and as HTML', () => {
  const text = '# Hours\n\n**Nine** to `six`\n\n- Mon\n- Tue\n\n1. First\n\n| a | b |\n|---|---|\n| 1 | 2 |'
  const { markdown, plain, html } = copyForms(text)
  expect({ markdown, plain, html: html.replace(/\n/g, '') }).toEqual({
    markdown: text,
    plain: 'Hours\n\nNine to six\n\n• Mon\n• Tue\n\n1. First\n\na\tb\n1\t2',
    html:
      '<h1>Hours</h1><p><strong>Nine</strong> to <code>six</code></p><ul><li>Mon</li><li>Tue</li></ul>' +
      '<ol><li>First</li></ol><table><thead><tr><th>a</th><th>b</th></tr></thead>' +
      '<tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
  })
})

it('HTML in a text is text', () => {
  expect(copyForms('<img src=x onerror=alert(1)>').html).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>\n')
})
