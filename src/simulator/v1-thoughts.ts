// Owns the thought event of protocol generation 1: the list of thoughts, tools and hand-overs of a turn, sent whole with
// every step, or with only what is new in each.
import type { Content } from './content.ts'
import type { JsonObject } from './json.ts'
import type { StoredStage } from './memory.ts'
import type { TurnIds } from './v1-payloads.ts'

/** What the thoughts need of the turn they belong to. */
interface ThoughtTurn {
  readonly ids: TurnIds
  /** Of the answer that is thought about. */
  recordId(): string
  isIncremental(): boolean
  /** Milliseconds since the turn began. */
  elapsedMs(): number
}

export interface Thoughts {
  /** The payload after something happened to the stage, which is thereby taken as sent. */
  payload(stage: StoredStage, delayMs: number): JsonObject
}

/** A member of the list, as far as it has been sent. */
interface ThoughtState {
  readonly stage: StoredStage
  readonly startedMs: number
  elapsedMs: number
  /** How much of the texts has been sent, in UTF-16 units. */
  sentLength: number
  sentDisplayLength: number
}

export function createThoughts(turn: ThoughtTurn): Thoughts {
  const states = new Map<StoredStage, ThoughtState>()

  return {
    payload(stage, delayMs) {
      const state = states.get(stage) ?? {
        stage,
        startedMs: turn.elapsedMs() - delayMs,
        elapsedMs: 0,
        sentLength: 0,
        sentDisplayLength: 0,
      }
      states.set(stage, state)
      state.elapsedMs = turn.elapsedMs() - state.startedMs
      const payload = thoughtPayload(turn, [...states.values()])
      for (const sent of states.values()) {
        sent.sentLength = sent.stage.activity.content.length
        sent.sentDisplayLength = sent.stage.activity.displayContent?.length ?? 0
      }
      return payload
    },
  }
}

function thoughtPayload(turn: ThoughtTurn, states: readonly ThoughtState[]): JsonObject {
  const activities = states.map(({ stage }) => stage.activity)
  return {
    elapsed: turn.elapsedMs(),
    files: null,
    is_workflow: activities.some(({ workflowName }) => workflowName !== undefined),
    procedures: states.map((state, index) => procedurePayload(state, index, turn.isIncremental())),
    record_id: turn.recordId(),
    request_id: turn.ids.requestId,
    session_id: turn.ids.sessionId,
    trace_id: turn.ids.traceId,
    workflow_name: activities.findLast(({ workflowName }) => workflowName !== undefined)?.workflowName ?? '',
  }
}

function procedurePayload(state: ThoughtState, index: number, isIncremental: boolean): JsonObject {
  const { type, activity } = state.stage
  const thoughtTitle = activity.status === 'processing' ? '思考中' : '思考完成'
  return {
    agent_icon: activity.sourceAgent === undefined ? undefined : '',
    debugging: {
      content: activity.content.slice(isIncremental ? state.sentLength : 0),
      display_content: activity.displayContent?.slice(isIncremental ? state.sentDisplayLength : 0),
      ...displayMembers(activity.contents ?? []),
    },
    elapsed: state.elapsedMs,
    icon: '',
    index,
    name: activity.name,
    node_name: activity.nodeName ?? '',
    plugin_type: activity.pluginType ?? 0,
    reply_index: 0,
    source_agent_name: activity.sourceAgent ?? activity.agent?.name,
    status: activity.status,
    switch: activity.switchTo ?? '',
    target_agent_name: activity.targetAgent,
    title: type === 'thought' ? thoughtTitle : activity.title,
    workflow_name: activity.workflowName ?? '',
  }
}

/** What a stage shows beside its text; display type 1 is a list of search results. */
function displayMembers(contents: readonly Content[]): JsonObject {
  const search = contents.find((content) => content.type === 'web-search')
  const sandbox = contents.find((content) => content.type === 'sandbox')
  return {
    ...(search === undefined
      ? {}
      : {
          display_type: 1,
          references: search.results.map(({ title, url }, index) => ({
            id: String(index + 1),
            index: index + 1,
            name: title,
            title,
            type: 4,
            url,
          })),
        }),
    ...(sandbox === undefined ? {} : { display_url: sandbox.displayUrl, sandbox_url: sandbox.url }),
  }
}
