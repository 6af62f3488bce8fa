// Owns what an image from elsewhere is when it crosses the bridge: its kind and its bytes, never its address.
import { z } from 'zod'

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
