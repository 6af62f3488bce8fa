// Owns what the page and a drawing frame say to each other through a port of their own: one request, and one outcome back;
// or, for a chart that lives, what happens with it, and what the keyboard of the page does there.
// The frame (frame/) imports nothing but the types; what it says is parsed here, because nobody in it is trusted.
import { z } from 'zod'
import { parseSafePicture, type Picture } from './safe-picture.ts'

/** What is drawn: each kind has a document of its own, `frames/KIND.html`. */
export type DiagramKind = 'mermaid' | 'chart'

/** Colours are those of the program's tokens, as CSS writes them. */
export interface DiagramTheme {
  readonly isDark: boolean
  readonly background: string
  readonly surface: string
  readonly text: string
  readonly mutedText: string
  readonly line: string
  /** The colours of series, in order. */
  readonly series: readonly string[]
  readonly fontFamily: string
  /** Pixels. */
  readonly fontSize: number
}

export interface DrawRequest {
  readonly source: string
  readonly theme: DiagramTheme
  /** CSS pixels that there are. A diagram may be wider and is then shown smaller; a chart is exactly this wide. */
  readonly width: number
}

/** A chart that is to stay in the frame, as large as that is, for as long as somebody looks at it. */
export interface LiveRequest extends Pick<DrawRequest, 'source' | 'theme'> {
  readonly isLive: true
}

/** What the page says of a chart that lives: the next value, or the one before, is to be shown. */
export interface LiveMessage {
  readonly type: 'step'
  readonly by: 1 | -1
}

/** What the frame answers. */
export type DrawReply =
  { readonly type: 'drawn'; readonly svg: string } | { readonly type: 'failed'; readonly reason: string }

/** What becomes of it in the page. `reason` is text of the library that drew, in English, or nothing. */
export type DrawOutcome =
  | { readonly type: 'drawn'; readonly picture: Picture }
  | { readonly type: 'failed'; readonly cause: 'source' | 'too-long' | 'time'; readonly reason: string }

/** UTF-16 units of a source, and of the picture that is made of it. */
export const maxSourceLength = 100_000
const maxPictureLength = 4_000_000

const drawReply = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('drawn'), svg: z.string().max(maxPictureLength) }),
  z.strictObject({ type: z.literal('failed'), reason: z.string().max(500) }),
])

const liveEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shown') }),
  z.strictObject({ type: z.literal('failed'), reason: z.string().max(500) }),
  /** The person wants to leave, and had the keyboard in the frame. */
  z.strictObject({ type: z.literal('escape') }),
])
export type LiveEvent = z.infer<typeof liveEvent>

/** What a frame tells of a chart that lives; a message of another shape is a failure. */
export function parseLiveEvent(message: unknown): LiveEvent {
  return liveEvent.safeParse(message).data ?? { type: 'failed', reason: '' }
}

/** The outcome that a message of a frame tells. A message of another shape, or a picture that may not be shown, is a failure. */
export function parseDrawReply(message: unknown): DrawOutcome {
  const { data: reply } = drawReply.safeParse(message)
  if (reply?.type === 'failed') return { type: 'failed', cause: 'source', reason: reply.reason }
  const picture = reply && parseSafePicture(reply.svg)
  return picture ? { type: 'drawn', picture } : { type: 'failed', cause: 'source', reason: '' }
}
