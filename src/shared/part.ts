// Owns Part: everything an answer can be made of, in our words. What folds events into parts is in answer.ts; how the
// service spells them is in core/adp/v1 and v2. Schemas, because parts are read back from the database.
import { z } from 'zod'

/** Stable name of a part within its message, made by the decoder from the service's ids. */
const keySchema = z.string().min(1).max(400)

/** Progress of anything that runs inside an answer. */
export const progressSchema = z.enum(['running', 'complete', 'failed', 'stopped'])
export type Progress = z.infer<typeof progressSchema>

/** A source of the answer. Ids stay strings: the service uses numbers above 2^53. */
export const referenceSchema = z.strictObject({
  /** The number that quote marks in the text refer to. */
  index: z.string(),
  kind: z.enum(['question-and-answer', 'document', 'web', 'graph', 'other']),
  title: z.string(),
  url: z.string().optional(),
  /** For asking the cloud API for the cited slice (DescribeRefer). */
  referenceId: z.string().optional(),
  documentId: z.string().optional(),
  documentName: z.string().optional(),
  knowledgeBase: z.string().optional(),
})
export type Reference = z.infer<typeof referenceSchema>

/** A mark in the text: reference number `index` belongs at `position`, counted in Unicode code points. */
export const quoteSchema = z.strictObject({ index: z.string(), position: z.number().int().nonnegative() })
export type Quote = z.infer<typeof quoteSchema>

export const tokenCountSchema = z.strictObject({
  input: z.number().optional(),
  output: z.number().optional(),
  total: z.number().optional(),
})

/** Markdown that a person reads as the answer (or the question). */
export const textPartSchema = z.strictObject({
  type: z.literal('text'),
  key: keySchema,
  text: z.string(),
  quotes: z.array(quoteSchema),
  references: z.array(referenceSchema),
})

/** What the model thought before or between its words. */
export const thoughtPartSchema = z.strictObject({
  type: z.literal('thought'),
  key: keySchema,
  text: z.string(),
  status: progressSchema,
  title: z.string().optional(),
  durationMs: z.number().optional(),
})

/** One thing the application did: a tool call, a workflow node, a retrieval, a sub-agent. */
export const stepPartSchema = z.strictObject({
  type: z.literal('step'),
  key: keySchema,
  kind: z.enum(['tool', 'workflow', 'retrieval', 'search', 'agent', 'model', 'other']),
  name: z.string(),
  title: z.string(),
  status: progressSchema,
  durationMs: z.number().optional(),
  tokens: tokenCountSchema.optional(),
  input: z.string().optional(),
  output: z.string().optional(),
  /** Key of the step this one runs inside of. */
  parent: z.string().optional(),
})

/** Sources that belong to no text, such as what a search found. */
export const referencesPartSchema = z.strictObject({
  type: z.literal('references'),
  key: keySchema,
  references: z.array(referenceSchema),
})

/** Buttons whose text is asked as the next question. */
export const optionsPartSchema = z.strictObject({
  type: z.literal('options'),
  key: keySchema,
  options: z.array(z.string()),
  isMultiple: z.boolean(),
})

/** A form that the application asks a person to fill in. */
export const questionnairePartSchema = z.strictObject({
  type: z.literal('questionnaire'),
  key: keySchema,
  title: z.string(),
  questions: z.array(
    z.strictObject({
      question: z.string(),
      isMultiple: z.boolean(),
      isRequired: z.boolean(),
      options: z.array(z.strictObject({ label: z.string(), description: z.string() })),
    }),
  ),
})

/** Progress of a task of a plan, which may not have begun. */
export const taskStatusSchema = z.enum(['pending', ...progressSchema.options])
export type TaskStatus = z.infer<typeof taskStatusSchema>

/** A plan and how far it is. */
export const tasksPartSchema = z.strictObject({
  type: z.literal('tasks'),
  key: keySchema,
  tasks: z.array(z.strictObject({ text: z.string(), status: taskStatusSchema })),
})

/** An interactive card described by JSON. */
export const widgetPartSchema = z.strictObject({
  type: z.literal('widget'),
  key: keySchema,
  widgetId: z.string(),
  runId: z.string(),
  /** JSON text of the card. */
  view: z.string(),
  /** JSON text of what it shows when the card cannot be drawn. */
  state: z.string(),
})

/** In a question: what a person did with a card, which is what the service is told in the place of the words. */
export const widgetActionPartSchema = z.strictObject({
  type: z.literal('widget-action'),
  key: keySchema,
  widgetId: z.string(),
  runId: z.string(),
  actionType: z.string(),
  /** JSON text. */
  payload: z.string(),
})

/** An ECharts option as JSON text. */
export const chartPartSchema = z.strictObject({
  type: z.literal('chart'),
  key: keySchema,
  option: z.string(),
})

export const imagePartSchema = z.strictObject({
  type: z.literal('image'),
  key: keySchema,
  url: z.string(),
  description: z.string(),
})

export const filePartSchema = z.strictObject({
  type: z.literal('file'),
  key: keySchema,
  name: z.string(),
  url: z.string(),
  /** Extension without the dot. */
  fileType: z.string(),
  sizeBytes: z.number().optional(),
  documentId: z.string().optional(),
})

/** The application asks for files. */
export const fileRequestPartSchema = z.strictObject({
  type: z.literal('file-request'),
  key: keySchema,
  maxFiles: z.number().int().optional(),
  /** Extensions without the dot; none means any. */
  fileTypes: z.array(z.string()),
})

/** A view into a machine the application works on. */
export const sandboxPartSchema = z.strictObject({
  type: z.literal('sandbox'),
  key: keySchema,
  url: z.string(),
  displayUrl: z.string(),
  content: z.string(),
})

/** A remark of the service about the answer. */
export const noticePartSchema = z.strictObject({
  type: z.literal('notice'),
  key: keySchema,
  text: z.string(),
})

/** Questions that the application proposes as the next ones. */
export const suggestionsPartSchema = z.strictObject({
  type: z.literal('suggestions'),
  key: keySchema,
  suggestions: z.array(z.string()),
})

/** Something this version does not know, kept as received so that nothing is lost. */
export const unknownPartSchema = z.strictObject({
  type: z.literal('unknown'),
  key: keySchema,
  name: z.string(),
  /** JSON text, or the text that was no JSON. */
  raw: z.string(),
})

export const partSchema = z.discriminatedUnion('type', [
  textPartSchema,
  thoughtPartSchema,
  stepPartSchema,
  referencesPartSchema,
  optionsPartSchema,
  questionnairePartSchema,
  tasksPartSchema,
  widgetPartSchema,
  widgetActionPartSchema,
  chartPartSchema,
  imagePartSchema,
  filePartSchema,
  fileRequestPartSchema,
  sandboxPartSchema,
  noticePartSchema,
  suggestionsPartSchema,
  unknownPartSchema,
])
export type Part = z.infer<typeof partSchema>
export type PartOf<Type extends Part['type']> = Extract<Part, { type: Type }>
