// Owns what an image from elsewhere is when it crosses the bridge: its kind and its bytes, never its address; and what a person
// has allowed about such images.
import { z } from 'zod'
import { conversationIdSchema } from './ids.ts'

/** The largest that is fetched. */
export const maxImageBytes = 10 * 1024 * 1024

export const imageMediaTypeSchema = z.enum([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
])
export type ImageMediaType = z.infer<typeof imageMediaTypeSchema>

export const loadedImageSchema = z.strictObject({
  mediaType: imageMediaTypeSchema,
  base64: z.string(),
})

/** What a person has allowed once for all. `name`: of a host as the network knows it, or the id of a conversation. */
export const imageConsentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('host'),
    name: z
      .string()
      .max(255)
      .regex(/^[a-z0-9.:[\]_-]+$/),
    givenAt: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('conversation'), name: conversationIdSchema, givenAt: z.number().int() }),
])
export type ImageConsent = z.infer<typeof imageConsentSchema>

/** A consent that is given or taken back. */
export const imageConsentChoiceSchema = z.discriminatedUnion('kind', [
  imageConsentSchema.options[0].omit({ givenAt: true }),
  imageConsentSchema.options[1].omit({ givenAt: true }),
])
export type ImageConsentChoice = z.infer<typeof imageConsentChoiceSchema>
