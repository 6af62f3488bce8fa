// Owns what every component that draws a fence is given. Which one does is in fence-components.ts.

export interface FenceProps {
  readonly code: string
  /** The first word behind the opening marker, as it was written; may be empty. */
  readonly language: string
  /** Whether nothing will be added: the fence has its closing marker, or the text has ended. */
  readonly isClosed: boolean
  /** A caret stands behind the last words while the text is written. */
  readonly hasCaret: boolean
}
