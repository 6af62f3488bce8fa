// Owns what the page and the worker that colours code say to each other.
import type { CodeToken } from './highlight-code.ts'

export type HighlightRequest =
  | {
      readonly type: 'color'
      readonly id: number
      readonly stretches: readonly string[]
      readonly language: string
    }
  /** Nobody wants the rest. */
  | { readonly type: 'stop'; readonly id: number }

/** The next stretch of the code with this id, in their order; null when that was all. */
export interface HighlightReply {
  readonly id: number
  readonly tokens: readonly CodeToken[] | null
}
