// Owns the look at a file that a person wants to send: whether it may be sent, by name, size and first bytes. The rules are
// those of shared/attachment.ts, which the page has applied before; here they hold.
import { readFile } from 'node:fs/promises'
import {
  attachmentMediaTypes,
  findAttachmentKind,
  findAttachmentProblem,
  findFileType,
  maxAttachmentNameLength,
} from '#shared/attachment.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { IncomingFile } from './incoming-files.ts'

export interface ReadAttachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

/** Throws FailureError: `attachment-unsupported`, `attachment-too-large` or `attachment-empty`. */
export async function readAttachment({ path, name, size }: IncomingFile): Promise<ReadAttachment> {
  const problem = findAttachmentProblem(name, size)
  if (problem !== undefined) throw new FailureError(createFailure(problem))
  const bytes = await readFile(path)
  const isImage = findAttachmentKind(name) === 'image'
  const imageType = isImage ? findImageType(bytes) : undefined
  if (isImage && imageType === undefined) throw new FailureError(createFailure('attachment-unsupported'))
  const mediaType = imageType ?? attachmentMediaTypes[findFileType(name)]
  if (mediaType === undefined) throw new FailureError(createFailure('attachment-unsupported'))
  return { name: tidyName(name), mediaType, bytes }
}

/** By the first bytes: models refuse an image that is not what it is called, and so do we, earlier. */
function findImageType(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('BM')) return 'image/bmp'
  return /^RIFF[^]{4}WEBP/.test(start) ? 'image/webp' : undefined
}

/** Without folders and characters that turn the text around; its end, with the extension, stays. */
function tidyName(name: string): string {
  const plain = name.replace(/^.*[/\\]/, '').replace(/[\p{Cc}\p{Cf}]/gu, '')
  return plain.length <= maxAttachmentNameLength ? plain : `…${plain.slice(1 - maxAttachmentNameLength)}`
}
