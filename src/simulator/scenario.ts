// Owns the vocabulary of scenarios: what happens in a turn, in words that belong to no generation and no transport.
// A speaker (v1.ts) spells the AnswerSteps, a transport (sse.ts) acts out the LineSteps. The list is scenario-list.ts.
import type { Framing } from './framing.ts'
import type { Json } from './json.ts'
import type { Random } from './random.ts'
import type { Turn } from './sessions.ts'

/** A question as a scenario sees it. */
export interface Ask {
  readonly text: string
  /** What stands after the command, trimmed. */
  readonly argument: string
  readonly isChinese: boolean
  /** The chosen model thinks aloud. */
  readonly isReasoning: boolean
  readonly fileNames: readonly string[]
  readonly hasImage: boolean
  /** Results of tools that the client ran for an interrupted answer. */
  readonly toolOutputs: readonly string[]
  /** Earlier turns of the session, oldest first. */
  readonly history: readonly Turn[]
  readonly random: Random
}

export interface Scenario {
  /** With the slash: `/error`. */
  readonly command: string
  /** How the argument is named in the list: `CODE`. */
  readonly argument?: string
  readonly summary: string
  play(ask: Ask): Iterable<Step>
}

export type Step = AnswerStep | LineStep

type ProgressStatus = 'processing' | 'success' | 'failed' | 'stop'

/** One stage of the work, as the service counts it. */
export interface Procedure {
  readonly name: ProcedureName
  readonly status: ProgressStatus
  /** Debugging text, which can be very long. */
  readonly debugging?: string
}

export type ProcedureName =
  | 'knowledge'
  | 'task_flow'
  | 'search_engine'
  | 'image'
  | 'file'
  | 'large_language_model'
  | 'thinking_model'
  | 'workflow'
  | 'agent'
  | 'tool_call'

/** One stage that is shown while it runs: a tool, a sub-agent, a workflow node. */
export interface Activity {
  readonly key: string
  readonly name: string
  readonly title: string
  readonly status: 'processing' | 'success' | 'failed'
  /** Grows only: a later state begins with the former. */
  readonly content: string
  readonly displayContent?: string
  readonly pluginType?: number
  readonly switchTo?: 'main' | 'workflow'
  readonly workflowName?: string
  readonly nodeName?: string
  readonly sourceAgent?: string
  readonly targetAgent?: string
}

export interface Reference {
  readonly kind: 'question-and-answer' | 'document' | 'web'
  readonly id: string
  readonly name: string
  readonly url?: string
  readonly documentId?: string
  readonly documentBusinessId?: string
  readonly questionBusinessId?: string
}

export interface Workflow {
  readonly id: string
  readonly name: string
  readonly runId: string
  readonly outputs: readonly string[]
  readonly options: readonly string[]
  readonly node: WorkflowNode
}

export interface WorkflowNode {
  readonly id: string
  /** As numbered in the dialogue API document: 3 model, 10 message, 16 end. */
  readonly type: number
  readonly name: string
  /** 0 initial, 1 running, 2 success, 3 failed, 4 cancelled. */
  readonly status: number
  readonly input: string
  readonly output: string
  readonly reply: string
}

/** What every packet of an answer carries beside its text. */
export interface AnswerDetails {
  /** 1 to 20, table "reply_method" of the dialogue API document. */
  readonly method?: number
  readonly isRefused?: boolean
  readonly canRate?: boolean
  readonly options?: readonly string[]
  readonly quotes?: readonly { readonly index: number; readonly position: number }[]
  readonly knowledge?: readonly { readonly id: string; readonly kind: 1 | 2 }[]
  readonly workflow?: Workflow
  readonly taskFlow?: { readonly name: string; readonly id: string; readonly kind: number }
  /** ECharts options as JSON texts. */
  readonly charts?: readonly string[]
  readonly customParams?: readonly string[]
  readonly tags?: readonly { readonly name: string; readonly values: readonly string[] }[]
  /** Tools that the client is asked to run. */
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
}

/** Deviations from the ordinary spelling that a client must bear. */
export interface Spelling {
  /** Only the members that are documented as always present, and no message id. */
  readonly isSparse: boolean
  readonly hasType: boolean
  /** What the final packet holds when pieces were asked for. */
  readonly finalPacket: 'piece' | 'empty' | 'whole'
  /** False: whole texts although pieces were asked for. */
  readonly honoursIncremental: boolean
  /** Ids as bare numbers, beyond what a double can hold. */
  readonly hasNumericIds: boolean
}

/** `answer` numbers the answers of a turn from 0, which is meant when it is absent. */
export type AnswerStep =
  /** The question comes back: it is accepted, or refused by the content check. */
  | { readonly type: 'question'; readonly isRefused?: boolean; readonly isFinal?: boolean }
  | {
      readonly type: 'progress'
      readonly status: ProgressStatus
      readonly procedures: readonly Procedure[]
      readonly answer?: number
    }
  /** Goes on with a thought, or begins one. */
  | { readonly type: 'thought'; readonly text: string; readonly key?: string }
  | { readonly type: 'thought-end'; readonly key?: string }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'text'; readonly text: string; readonly answer?: number }
  /** Takes back all that was said and says this. */
  | { readonly type: 'rewrite'; readonly text: string; readonly answer?: number }
  | { readonly type: 'describe'; readonly details: AnswerDetails; readonly answer?: number }
  | { readonly type: 'answer-end'; readonly answer?: number }
  | { readonly type: 'references'; readonly references: readonly Reference[]; readonly answer?: number }
  | {
      readonly type: 'error'
      readonly code: number
      readonly form?: 'plain' | 'payload' | 'without-request'
    }
  /** An event by this name; its payload is spelled as given. */
  | { readonly type: 'other'; readonly name: string; readonly payload?: Json }
  | { readonly type: 'spelling'; readonly spelling: Partial<Spelling> }

/** What happens to the connection. Outside HTTP some of them mean the nearest thing. */
export type LineStep =
  /** Instead of a stream. Only as the first step. */
  | {
      readonly type: 'http'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly type: 'framing'; readonly framing: Partial<Framing> }
  /** Bytes as they stand. */
  | { readonly type: 'raw'; readonly text: string }
  /** Sends part of what the step says, then ends the body as if all were well. */
  | { readonly type: 'cut'; readonly step: AnswerStep; readonly within: 'character' | 'event' }
  /** The same at any pace. */
  | { readonly type: 'pause'; readonly ms: number }
  /** From here on one event every so many milliseconds, at any pace. */
  | { readonly type: 'tempo'; readonly packetMs: number }
  /** TCP reset. */
  | { readonly type: 'reset' }
  /** Nothing more until the client leaves. `before-head`: not even a status line. Then only as the first step. */
  | { readonly type: 'silence'; readonly since: 'before-head' | 'now' }
