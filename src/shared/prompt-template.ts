// Owns PromptTemplate: a text that a person begins questions with, and the file that templates are carried in from one computer
// to another. What stands between double braces is filled in when it is used: renderer, template-placeholders.ts.
import { z } from 'zod'
import { promptTemplateIdSchema } from './ids.ts'
import { parseJson } from './parse-json.ts'

/** In UTF-16 units. */
export const maxTemplateNameLength = 100
export const maxTemplateLength = 20_000
/** More than a person can choose from; keeps the list small enough for one event. */
export const maxTemplates = 200

export const templateNameSchema = z.string().trim().min(1).max(maxTemplateNameLength)
export const templateTextSchema = z
  .string()
  .max(maxTemplateLength)
  .refine((text) => text.trim() !== '')

export const promptTemplateSchema = z.strictObject({
  id: promptTemplateIdSchema,
  name: z.string(),
  text: z.string(),
})
export type PromptTemplate = z.infer<typeof promptTemplateSchema>

const format = 'adp-desk-templates'
const version = 1

/** Longest file that is read, in UTF-16 units: with every character escaped it still fits into one call of a page. */
export const maxTemplateFileLength = 300_000

const envelopeSchema = z.object({ format: z.literal(format), version: z.number().int().min(1) })
const bodySchema = z.object({
  templates: z.array(z.object({ name: templateNameSchema, text: templateTextSchema })).max(maxTemplates),
})

export type WrittenTemplate = z.infer<typeof bodySchema>['templates'][number]

/** The text of a file, which `parseTemplateFile` reads again. */
export function encodeTemplateFile(templates: readonly PromptTemplate[]): string {
  const written = templates.map(({ name, text }) => ({ name, text }))
  return `${JSON.stringify({ format, version, templates: written }, null, 2)}\n`
}

/** Undefined when it is no such file, is of a newer version, or one of its templates is not whole. Never throws. */
export function parseTemplateFile(text: string): WrittenTemplate[] | undefined {
  const json = parseJson(text.replace(/^\ufeff/, ''))
  const envelope = envelopeSchema.safeParse(json.ok ? json.value : undefined)
  if (!json.ok || !envelope.success || envelope.data.version > version) return undefined
  return bodySchema.safeParse(json.value).data?.templates
}
