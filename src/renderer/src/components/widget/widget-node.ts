// Owns what a card of the application can be made of, as far as this program draws it: a small part of the ChatKit-like
// vocabulary that cards are written in, with an allow-list of looks. What a card looks like is WidgetNode.vue's. Pure.
//
// A card is written by whoever runs the application, or by its model: every text stays text, no style or address is taken
// over, and a card that is too deep or too large is not drawn at all.
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'

/** Limits of what is drawn. */
export const maxDepth = 20
export const maxNodes = 2000

/** Texts may be written as numbers. What is neither is as good as absent. */
const words = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .optional()
  .catch(undefined)
const flag = z.boolean().optional().catch(undefined)

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined)

const actionSchema = z
  .object({
    type: z.string().min(1).max(200),
    payload: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })
  .optional()
  .catch(undefined)
export type NodeAction = NonNullable<z.infer<typeof actionSchema>>

const optionSchema = z.object({ value: words, label: words, description: words, disabled: flag })
const optionsSchema = z
  .array(optionSchema.catch({}))
  .max(500)
  .catch([])
  .transform((options) =>
    options.flatMap(({ value, label, disabled }) => {
      const name = label ?? value
      return name === undefined ? [] : [{ value: value ?? name, label: name, isDisabled: disabled === true }]
    }),
  )

const layout = {
  align: oneOf(['start', 'center', 'end', 'baseline', 'stretch']),
  justify: oneOf(['start', 'center', 'end', 'between', 'around', 'evenly', 'stretch']),
  /** In steps of four pixels; more than eight is no more. */
  gap: z.coerce
    .number()
    .min(0)
    .transform((gap) => Math.min(8, Math.round(gap)))
    .optional()
    .catch(undefined),
}
const letters = {
  size: oneOf(['xs', 'sm', 'md', 'lg', 'xl', '2xl', '3xl', '4xl', '5xl']),
  weight: oneOf(['normal', 'medium', 'semibold', 'bold']),
  textAlign: oneOf(['start', 'center', 'end']),
  color: oneOf(['prose', 'primary', 'emphasis', 'secondary', 'tertiary', 'success', 'warning', 'danger']),
  italic: flag,
  lineThrough: flag,
}
const field = {
  name: words,
  required: flag,
  disabled: flag,
  placeholder: words,
  label: words,
  /** What the card wants to hear at each change. It is told by a button of its own: asking takes a click. */
  onChangeAction: actionSchema,
}
const link = z.object({ label: words, action: actionSchema }).optional().catch(undefined)

/** All that a node of a known kind may say of itself. What it says beyond that has no effect. */
const kinds = {
  Card: {
    ...layout,
    asForm: flag,
    confirm: link,
    cancel: link,
    status: z.object({ text: words }).optional().catch(undefined),
  },
  Basic: layout,
  ListView: { status: z.object({ text: words }).optional().catch(undefined) },
  ListViewItem: { ...layout, onClickAction: actionSchema },
  Box: { ...layout, direction: oneOf(['row', 'col', 'column']) },
  Row: layout,
  Col: layout,
  Spacer: {},
  Divider: {},
  Text: { value: words, ...letters },
  Title: { value: words, ...letters },
  Caption: { value: words, ...letters },
  Markdown: { value: words },
  Label: { value: words, fieldName: words },
  Badge: { label: words, color: oneOf(['secondary', 'success', 'danger', 'warning', 'info', 'discovery']) },
  Icon: { name: words },
  Image: { src: words, alt: words },
  Button: {
    label: words,
    submit: flag,
    disabled: flag,
    style: oneOf(['primary', 'secondary']),
    iconStart: words,
    iconEnd: words,
    onClickAction: actionSchema,
  },
  Form: { ...layout, direction: oneOf(['row', 'col', 'column']), onSubmitAction: actionSchema },
  Input: { ...field, defaultValue: words, inputType: oneOf(['text', 'number', 'email', 'tel', 'url']) },
  Textarea: { ...field, defaultValue: words },
  Select: { ...field, defaultValue: words, options: optionsSchema },
  Checkbox: { ...field, defaultChecked: flag },
  RadioGroup: { ...field, defaultValue: words, options: optionsSchema },
  DatePicker: { ...field, defaultValue: words, min: words, max: words },
  Table: {},
  'Table.Row': { header: flag },
  'Table.Cell': { value: words },
  Chart: {
    data: z.array(z.record(z.string(), z.unknown())).max(1000).catch([]),
    series: z
      .array(
        z
          .object({ type: oneOf(['bar', 'line', 'area']), dataKey: z.string(), label: words })
          .optional()
          .catch(undefined),
      )
      .max(50)
      .catch([]),
    xAxis: z
      .union([z.string(), z.object({ dataKey: z.string() }).transform(({ dataKey }) => dataKey)])
      .optional()
      .catch(undefined),
  },
} satisfies Record<string, z.ZodRawShape>

type Kinds = typeof kinds
export type NodeKind = keyof Kinds

type NodeOf<Kind extends NodeKind> = {
  readonly kind: Kind
  /** Where it stands in the card: stable as long as the card is. */
  readonly path: string
  readonly children: readonly WidgetNode[]
} & z.infer<z.ZodObject<Kinds[Kind]>>

/** A node that this program does not know, or of which it knows nothing that could be drawn. */
export interface UnknownNode {
  readonly kind: 'unknown'
  readonly path: string
  readonly children: readonly WidgetNode[]
  readonly name: string
  /** What it says in a text of its own; empty when there is none. */
  readonly value: string
  /** JSON text. */
  readonly raw: string
}

export type WidgetNode = { [Kind in NodeKind]: NodeOf<Kind> }[NodeKind] | UnknownNode
export type NodeOfKind<Kind extends WidgetNode['kind']> = Extract<WidgetNode, { kind: Kind }>

const schemas = Object.fromEntries(Object.entries(kinds).map(([kind, shape]) => [kind, z.object(shape)]))

/** What older cards call them, and what only moves what stands in it. */
const aliases: Readonly<Record<string, string>> = {
  column: 'Col',
  transition: 'Basic',
  'list-view': 'ListView',
  'table-row': 'Table.Row',
  'table-cell': 'Table.Cell',
  tablerow: 'Table.Row',
  tablecell: 'Table.Cell',
}
const kindsByName: ReadonlyMap<string, string> = new Map([
  ...Object.keys(kinds).map((kind): [string, string] => [kind.toLowerCase(), kind]),
  ...Object.entries(aliases),
])

/** Members in which a node of another vocabulary may have its words. */
const ownTexts = ['value', 'label', 'text', 'title', 'content'] as const
const textSchema = z.string().catch('')

/** A text that may be changed is a field with that text in it. */
function readEditable(
  name: string,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const { value, editable } = members
  return name.toLowerCase() === 'text' && isMembers(editable) && typeof editable['name'] === 'string'
    ? { ...editable, defaultValue: value }
    : undefined
}

/** Of a table without rows, or a chart without numbers, nothing would be seen. */
function hasSomethingToDraw(node: WidgetNode): boolean {
  if (node.kind === 'Table') return node.children.length > 0
  return node.kind !== 'Chart' || node.data.length > 0
}

/** The card in a JSON text; undefined when it is none, or beyond the limits. */
export function parseWidget(json: string): WidgetNode | undefined {
  const parsed = parseJson(json)
  if (!parsed.ok || !isMembers(parsed.value)) return undefined
  let nodes = 0

  function readNode(value: unknown, path: string, depth: number): WidgetNode | undefined {
    nodes += 1
    if (depth > maxDepth || nodes > maxNodes) return undefined
    if (typeof value === 'string' || typeof value === 'number')
      return { kind: 'Text', path, children: [], value: String(value) }
    const members = isMembers(value) ? value : {}
    const children = readChildren(members['children'], path, depth)
    if (!children) return undefined
    const name = typeof members['type'] === 'string' ? members['type'] : ''
    const field = readEditable(name, members)
    const kind = field ? 'Input' : kindsByName.get(name.toLowerCase())
    const schema = kind === undefined ? undefined : schemas[kind]
    const properties = schema?.safeParse(field ?? members).data ?? {}
    // Safe: the schema is the one of this kind, and takes whatever is there.
    const known = { ...properties, kind, path, children } as unknown as WidgetNode
    if (schema && hasSomethingToDraw(known)) return known
    return {
      kind: 'unknown',
      path,
      children,
      name,
      value: ownTexts.map((member) => textSchema.parse(members[member])).find((text) => text !== '') ?? '',
      raw: JSON.stringify(value) ?? '',
    }
  }

  /** Undefined when there are too many. */
  function readChildren(value: unknown, path: string, depth: number): WidgetNode[] | undefined {
    if (value === undefined || value === null) return []
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    const children: WidgetNode[] = []
    for (const [index, child] of list.entries()) {
      // Left out by a condition of the template.
      if (child === null || child === false) continue
      const node = readNode(child, `${path}.${index}`, depth + 1)
      if (!node) return undefined
      children.push(node)
    }
    return children
  }

  const root = readNode(parsed.value, '0', 1)
  // Of a root that is unknown nothing could be drawn.
  return root?.kind === 'unknown' ? undefined : root
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
