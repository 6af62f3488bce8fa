// Owns what a message may hold and what a question may bring, in words that belong to no generation. How each is spelled
// is in v1-payloads.ts and v2-contents.ts.
import type { JsonObject } from './json.ts'

/** What an answer, a tool or a notice may hold. */
export type Content =
  | { readonly type: 'text'; readonly text: string }
  /** Raw output of a tool. */
  | { readonly type: 'json-text'; readonly text: string }
  | { readonly type: 'image'; readonly url: string }
  | { readonly type: 'file'; readonly file: FileCard }
  /** Buttons whose text is asked as the next question. */
  | { readonly type: 'options'; readonly options: readonly string[]; readonly isMultiple?: true }
  | { readonly type: 'custom-params'; readonly params: readonly string[] }
  | Sandbox
  | { readonly type: 'web-search'; readonly results: readonly WebResult[] }
  | { readonly type: 'file-collection'; readonly maxCount: number; readonly fileTypes: readonly string[] }
  /** ECharts options as a JSON text. */
  | { readonly type: 'chart'; readonly chart: string }
  | { readonly type: 'widget'; readonly widget: Widget }
  | { readonly type: 'tasks'; readonly tasks: readonly Task[] }
  | { readonly type: 'questionnaire'; readonly questionnaire: Questionnaire }
  /** A kind that no document names; its members are spelled as given. */
  | { readonly type: 'unknown'; readonly name: string; readonly members: JsonObject }

/** What a question may bring. */
export type QuestionContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly url: string }
  | { readonly type: 'file'; readonly file: FileCard }
  | { readonly type: 'custom-variables'; readonly variables: Readonly<Record<string, string>> }
  | { readonly type: 'widget-action'; readonly action: WidgetAction }

export interface FileCard {
  readonly name: string
  /** Bytes, in decimal digits. */
  readonly size: string
  readonly url: string
  /** The extension without its dot. */
  readonly fileType: string
  /** From parsing; `0` or nothing when there is none. */
  readonly documentId: string
}

export interface Sandbox {
  readonly type: 'sandbox'
  readonly url: string
  readonly displayUrl: string
  readonly content: string
}

export interface WebResult {
  readonly title: string
  readonly url: string
  readonly snippet: string
}

export interface Widget {
  readonly id: string
  readonly runId: string
  readonly state: string
  /** The layout as a JSON text. */
  readonly view: string
}

export interface WidgetAction {
  readonly widgetId: string
  readonly widgetRunId: string
  readonly actionType: string
  /** A JSON text. */
  readonly payload: string
}

export interface Task {
  readonly content: string
  readonly status: 'pending' | 'processing' | 'success' | 'failed'
}

export interface Questionnaire {
  readonly title: string
  readonly questions: readonly {
    readonly question: string
    readonly isMultiple: boolean
    readonly isRequired: boolean
    readonly options: readonly { readonly label: string; readonly description: string }[]
  }[]
}
