// Owns the vocabulary of scenarios: what happens in a turn, in words that belong to no generation and no transport.
// A speaker (v1.ts, v2.ts) spells the AnswerSteps, a line (sse.ts, socket-line.ts) acts out the LineSteps, perform.ts
// leads. What a message may hold is content.ts's. The list of scenarios is scenario-list.ts.
import type { Content, WidgetAction } from './content.ts'
import type { Framing } from './framing.ts'
import type { Frames } from './frames.ts'
import type { Json } from './json.ts'
import type { Turn } from './memory.ts'
import type { RhythmName } from './rhythm.ts'
import type { Random } from './random.ts'
import type { Spelling } from './spelling.ts'

export type Generation = 'v1' | 'v2'
export type Transport = 'sse' | 'socket'
/** Whether texts come whole each time or piece by piece. */
export type Mode = 'whole' | 'pieces'

/** A question as a scenario sees it. */
export interface Ask {
  readonly text: string
  /** What stands after the command, trimmed. */
  readonly argument: string
  readonly isChinese: boolean
  /** Where the service is, for answers that point to something it serves. */
  readonly origin: string
  /** The chosen model thinks aloud. */
  readonly isReasoning: boolean
  readonly fileNames: readonly string[]
  readonly hasImage: boolean
  /** What was done to a widget of an earlier answer. */
  readonly action: WidgetAction | undefined
  /** Results of tools that the client ran for an interrupted answer. */
  readonly toolOutputs: readonly string[]
  /** Earlier turns of the session, oldest first. */
  readonly history: readonly Turn[]
  readonly random: Random
}

/** Where a scenario, or a switch, has a meaning. It is played elsewhere too, as nearly as can be. */
export interface Scope {
  /** Absent: all. */
  readonly generations?: readonly Generation[]
  /** Absent: all. */
  readonly transports?: readonly Transport[]
  /** Absent: all. */
  readonly modes?: readonly Mode[]
}

export interface Scenario extends Scope {
  /** With the slash: `/error`. */
  readonly command: string
  /** How the argument is named in the list: `CODE`. */
  readonly argument?: string
  readonly summary: string
  /** Does not end by itself within a few seconds, not even at the instant pace. */
  readonly isEndless?: true
  play(ask: Ask): Iterable<Step>
}

export type Step = AnswerStep | LineStep

export type ProgressStatus = 'processing' | 'success' | 'failed' | 'stop'

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

/** Who thinks, acts or speaks, when it is not the application itself. */
export interface Agent {
  readonly name: string
  /** The key of the activity that called it. */
  readonly parentKey?: string
  readonly isSubAgent?: true
}

/** One stage that is shown while it runs: a tool, a sub-agent, a workflow node. */
export interface Activity {
  readonly key: string
  readonly name: string
  readonly title: string
  readonly status: 'processing' | 'success' | 'failed'
  /** Grows only: a later state begins with the former. */
  readonly content: string
  /** What is shown in place of the content. */
  readonly displayContent?: string
  /** What it was called with, as a JSON text. */
  readonly input?: string
  /** What it holds beside its text. */
  readonly contents?: readonly Content[]
  readonly agent?: Agent
  readonly pluginType?: number
  readonly switchTo?: 'main' | 'workflow'
  readonly workflowName?: string
  readonly nodeName?: string
  readonly sourceAgent?: string
  readonly targetAgent?: string
}

/** A message that is neither answer nor thought nor activity, said at once and whole. */
export interface Remark {
  readonly key: string
  /** `notice`, `recommendation`, `plan`, or one that no document names. */
  readonly kind: string
  readonly title: string
  readonly contents: readonly Content[]
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

/** What every packet of an answer carries beside its text and its contents. */
export interface AnswerDetails {
  /** 1 to 20, table "reply_method" of the dialogue API document. */
  readonly method?: number
  readonly isRefused?: boolean
  readonly canRate?: boolean
  readonly agent?: Agent
  readonly quotes?: readonly { readonly index: number; readonly position: number }[]
  readonly knowledge?: readonly { readonly id: string; readonly kind: 1 | 2 }[]
  readonly workflow?: Workflow
  readonly taskFlow?: { readonly name: string; readonly id: string; readonly kind: number }
  readonly tags?: readonly { readonly name: string; readonly values: readonly string[] }[]
  /** Tools that the client is asked to run. */
  readonly toolCalls?: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
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
  | { readonly type: 'thought'; readonly text: string; readonly key?: string; readonly agent?: Agent }
  | { readonly type: 'thought-end'; readonly key?: string }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'remark'; readonly remark: Remark }
  | { readonly type: 'text'; readonly text: string; readonly answer?: number }
  /** Text that waits for a full packet is said now, if anything is said before the end. */
  | { readonly type: 'flush'; readonly answer?: number }
  /** Takes back all that was said and says this. */
  | { readonly type: 'rewrite'; readonly text: string; readonly answer?: number }
  | { readonly type: 'content'; readonly content: Content; readonly answer?: number }
  | { readonly type: 'describe'; readonly details: AnswerDetails; readonly answer?: number }
  | { readonly type: 'answer-end'; readonly answer?: number }
  | { readonly type: 'references'; readonly references: readonly Reference[]; readonly answer?: number }
  /** The turn is over, if every answer that was begun has ended. Implied by the end of the steps. */
  | { readonly type: 'turn-end' }
  /** The client has asked to stop: what was said so far is all. */
  | { readonly type: 'stop' }
  | {
      readonly type: 'error'
      readonly code: number
      readonly form?: 'payload' | 'without-request'
    }
  /** An event by this name; its payload is spelled as given. */
  | { readonly type: 'other'; readonly name: string; readonly payload?: Json }
  | { readonly type: 'spelling'; readonly spelling: Partial<Spelling> }
  | { readonly type: 'rhythm'; readonly rhythm: RhythmName }

/** What happens to the connection, or to time. What has no meaning on a line is passed over there, unless said otherwise. */
export type LineStep =
  /** Instead of a stream. Only as the first step. On a socket an error with this code. */
  | {
      readonly type: 'http'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** Server-sent events alone. */
  | { readonly type: 'framing'; readonly framing: Partial<Framing> }
  /** Sockets alone. */
  | { readonly type: 'frames'; readonly frames: Partial<Frames> }
  /** Bytes as they stand in a stream; frames as they stand on a socket. */
  | { readonly type: 'raw'; readonly text: string; readonly frames: readonly string[] }
  /** Sends part of what the step says, then ends the body as if all were well; a socket closes inside the message. */
  | { readonly type: 'cut'; readonly step: AnswerStep; readonly within: 'character' | 'event' }
  /** The same at any pace. */
  | { readonly type: 'pause'; readonly ms: number }
  /** From here on one event every so many milliseconds, at any pace. */
  | { readonly type: 'tempo'; readonly packetMs: number }
  /** The first answer grows by the piece, at this rate whatever the pace, to put the other side under load. */
  | {
      readonly type: 'load'
      readonly piece: string
      readonly eventsPerSecond: number
      readonly seconds: number
    }
  /** TCP reset. The rest of the steps is carried out without anyone to hear it. */
  | { readonly type: 'reset' }
  /** A socket leaves in good order, by a packet or by a close frame; a stream ends. The rest is carried out unheard. */
  | { readonly type: 'leave'; readonly by: 'disconnect-packet' | 'close-packet' | 'close-frame' }
  /** Nothing more until the client leaves. `before-head`: not even a status line. Then only as the first step. */
  | { readonly type: 'silence'; readonly since: 'before-head' | 'now' }
