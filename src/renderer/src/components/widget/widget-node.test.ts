import { describe, expect, it } from 'vitest'
import { maxDepth, maxNodes, parseWidget } from './widget-node.ts'

const parse = (value: unknown) => parseWidget(JSON.stringify(value))

/** What a card is made of: kinds and words. */
function outline(node: ReturnType<typeof parseWidget>): unknown {
  if (!node) return undefined
  if (node.kind === 'unknown')
    return [node.kind, node.name, ...[node.children.map(outline)].filter((inner) => inner.length > 0)]
  const words = 'value' in node ? node.value : 'label' in node ? node.label : undefined
  return [
    ...(words === undefined ? [node.kind] : [node.kind, words]),
    ...(node.children.length > 0 ? [node.children.map(outline)] : []),
  ]
}

describe('a card', () => {
  it('is read with what is known of each node', () => {
    const card = parse({
      type: 'Card',
      style: 'position:fixed',
      children: [
        { type: 'Title', value: 'Shenzhen', size: 'huge', weight: 'bold' },
        { type: 'Row', gap: '3', align: 'center', children: [{ type: 'Text', value: 24 }, 'words', null] },
      ],
    })
    expect(card).toEqual({
      kind: 'Card',
      path: '0',
      children: [
        { kind: 'Title', path: '0.0', children: [], value: 'Shenzhen', weight: 'bold' },
        {
          kind: 'Row',
          path: '0.1',
          gap: 3,
          align: 'center',
          children: [
            { kind: 'Text', path: '0.1.0', children: [], value: '24' },
            { kind: 'Text', path: '0.1.1', children: [], value: 'words' },
          ],
        },
      ],
    })
  })

  it('keeps what it does not know beside the rest', () => {
    const card = parse({
      type: 'Col',
      children: [
        { type: 'Hologram', size: 3 },
        { type: 'text', value: 'a' },
      ],
    })
    expect(outline(card)).toEqual([
      'Col',
      [
        ['unknown', 'Hologram'],
        ['Text', 'a'],
      ],
    ])
  })

  it('keeps the words and the inner nodes of what it does not know', () => {
    const children = [{ type: 'Text', value: 'a' }]
    const card = parse({ type: 'Col', children: [{ type: 'Accordion', title: 'Terms', children }] })
    expect(card?.children).toEqual([
      {
        kind: 'unknown',
        path: '0.0',
        name: 'Accordion',
        value: 'Terms',
        raw: JSON.stringify({ type: 'Accordion', title: 'Terms', children }),
        children: [{ kind: 'Text', path: '0.0.0', children: [], value: 'a' }],
      },
    ])
  })

  it('shows as received a table and a chart of another make', () => {
    const children = [
      { type: 'Table', columns: ['City'], rows: [['Bern']] },
      { type: 'Chart', option: {} },
      { type: 'Transition', children: { type: 'Text', value: 'a' } },
    ]
    expect(outline(parse({ type: 'Col', children }))).toEqual([
      'Col',
      [
        ['unknown', 'Table'],
        ['unknown', 'Chart'],
        ['Basic', [['Text', 'a']]],
      ],
    ])
  })

  it('has a field for a text that may be changed', () => {
    const text = {
      type: 'Text',
      value: 'Bern',
      editable: { name: 'city', required: true, placeholder: 'City' },
    }
    expect(parse({ type: 'Form', children: [text, { ...text, editable: false }] })?.children).toEqual([
      {
        kind: 'Input',
        path: '0.0',
        children: [],
        name: 'city',
        required: true,
        placeholder: 'City',
        defaultValue: 'Bern',
      },
      { kind: 'Text', path: '0.1', children: [], value: 'Bern' },
    ])
  })

  it.each([
    ['a text', '"Card"'],
    ['no JSON', '{"type":"Card"'],
    ['a list', '[]'],
    ['an unknown root', '{"type":"Hologram"}'],
    ['a name of every object', '{"type":"constructor"}'],
  ])('is not drawn from %s', (_, json) => {
    expect(parseWidget(json)).toBeUndefined()
  })

  it('may be as deep as the limit and no deeper', () => {
    const nest = (depth: number): object =>
      depth === 1 ? { type: 'Text' } : { type: 'Col', children: [nest(depth - 1)] }
    expect([parse(nest(maxDepth))?.kind, parse(nest(maxDepth + 1))]).toEqual(['Col', undefined])
  })

  it('may have as many nodes as the limit and no more', () => {
    const wide = (count: number) => ({ type: 'Col', children: Array.from({ length: count }, () => 'a') })
    expect([parse(wide(maxNodes - 1))?.kind, parse(wide(maxNodes))]).toEqual(['Col', undefined])
  })

  it('has options by their words where they have no value, and actions only with a name', () => {
    const card = parse({
      type: 'Form',
      onSubmitAction: { payload: {} },
      children: [
        { type: 'Select', name: 'city', options: [{ label: 'Bern' }, 7, { value: 'x', disabled: true }] },
      ],
    })
    expect(card).toEqual({
      kind: 'Form',
      path: '0',
      children: [
        {
          kind: 'Select',
          path: '0.0',
          name: 'city',
          children: [],
          options: [
            { value: 'Bern', label: 'Bern', isDisabled: false },
            { value: 'x', label: 'x', isDisabled: true },
          ],
        },
      ],
    })
  })
})
