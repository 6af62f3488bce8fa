// Owns CitedSlice: the words behind a source of an answer. How the service spells them is in core/adp/cloud/references.ts.
import { z } from 'zod'
import type { Message } from './answer.ts'

/** A part of the slice's text that matters; positions as the service counts them, so they are only a hint. */
export const highlightSchema = z.strictObject({ start: z.number(), end: z.number(), text: z.string() })
export type Highlight = z.infer<typeof highlightSchema>

export const citedSliceSchema = z.strictObject({
  /** The service's name of the source, as in `Reference.referenceId`. */
  referenceId: z.string().min(1),
  kind: z.enum(['question-and-answer', 'document', 'other']),
  documentId: z.string().optional(),
  documentName: z.string().optional(),
  /** What the model was given of a document. */
  text: z.string().optional(),
  /** The same before it was prepared for the model. */
  original: z.string().optional(),
  question: z.string().optional(),
  answer: z.string().optional(),
  /** Where in the document, for those with pages or with sheets. */
  pages: z.array(z.number()),
  sheets: z.array(z.string()),
  highlights: z.array(highlightSchema),
})
export type CitedSlice = z.infer<typeof citedSliceSchema>

/** Longest of each of its texts, in UTF-16 units: what is longer is no slice, and is cut. */
export const maxSliceLength = 100_000
/** Most pages, sheets and highlights. */
export const maxSliceMarks = 200

/** What the service calls the sources of a message that has names for them, in their order. */
export function listReferenceIds({ parts }: Pick<Message, 'parts'>): string[] {
  return parts.flatMap((part) =>
    part.type === 'text' || part.type === 'references'
      ? part.references.flatMap(({ referenceId }) => referenceId ?? [])
      : [],
  )
}
