// Owns a question as the service understands it, whichever generation asked it (v1-request.ts, v2-request.ts) and
// whichever transport brought it.
import type { App } from './apps.ts'
import type { FileCard, QuestionContent, WidgetAction } from './content.ts'

export interface Question {
  readonly app: App
  readonly requestId: string | undefined
  /** The session of generation 1, the conversation of generation 2. */
  readonly conversationId: string
  readonly visitorId: string
  readonly contents: readonly QuestionContent[]
  /** Code points in a packet. */
  readonly throttle: number
  readonly isIncremental: boolean
  readonly isStreamed: boolean
  readonly modelName: string
  readonly toolOutputs: readonly string[]
}

export interface Refusal {
  readonly code: number
  readonly requestId: string
}

/** Who asks, where that is known beforehand: a socket is bound to both by its token. */
export interface Identity {
  readonly appKey: string
  readonly visitorId: string
}

/** Code points; older editions of the document name this number. `/long` may be asked for with more. */
export const maxQuestionLength = 6000
export const defaultThrottle = 5

export function isTooLong(text: string): boolean {
  return [...text].length > maxQuestionLength && !/^\s*\/long(\s|$)/.test(text)
}

/** All texts of the question, each on lines of its own. */
export function textOf(contents: readonly QuestionContent[]): string {
  return contents.flatMap((content) => (content.type === 'text' ? [content.text] : [])).join('\n')
}

export function filesOf(contents: readonly QuestionContent[]): readonly FileCard[] {
  return contents.flatMap((content) => (content.type === 'file' ? [content.file] : []))
}

export function hasImage(contents: readonly QuestionContent[]): boolean {
  return contents.some(({ type }) => type === 'image') || /!\[[^\]]*\]\([^)]+\)/.test(textOf(contents))
}

export function actionOf(contents: readonly QuestionContent[]): WidgetAction | undefined {
  return contents.find((content) => content.type === 'widget-action')?.action
}
