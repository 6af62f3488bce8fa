// Owns the thought event of protocol generation 1: the list of thoughts, tools and hand-overs of a turn, sent whole with
// every step, or with only what is new in each.
import type { JsonObject } from './json.ts'
import type { DelayKind } from './pace.ts'
import type { Activity } from './scenario.ts'
import type { WireEvent } from './speaker.ts'
import type { TurnIds } from './v1-payloads.ts'

/** What the thoughts need of the turn they belong to. */
interface ThoughtTurn {
  readonly ids: TurnIds
  /** Of the answer that is thought about. */
  recordId(): string
  isIncremental(): boolean
  /** Code points in a packet. */
  readonly packetLength: number
  /** Lets time pass and says how much. */
  wait(kind: DelayKind): number
  /** Milliseconds since the turn began. */
  elapsedMs(): number
  wire(name: string, delayMs: number, payload: JsonObject): WireEvent
}

export interface Thoughts {
  think(text: string, key: string): Iterable<WireEvent>
  end(key: string): WireEvent
  show(activity: Activity): WireEvent
  /** All that was thought so far. */
  text(): string
}

export function createThoughts(turn: ThoughtTurn): Thoughts {
  const states: ThoughtState[] = []

  function open(key: string): ThoughtState {
    const known = states.find((state) => state.key === key)
    if (known !== undefined) return known
    const state: ThoughtState = {
      key,
      name: 'thought',
      title: '思考中',
      status: 'processing',
      content: '',
      startedMs: turn.elapsedMs(),
      elapsedMs: 0,
      pending: [],
      sentLength: 0,
      sentDisplayLength: 0,
    }
    states.push(state)
    return state
  }

  function send(state: ThoughtState, delayMs: number): WireEvent {
    state.elapsedMs = turn.elapsedMs() - state.startedMs
    const event = turn.wire('thought', delayMs, thoughtPayload(turn, states))
    for (const sent of states) {
      sent.sentLength = sent.content.length
      sent.sentDisplayLength = sent.displayContent?.length ?? 0
    }
    return event
  }

  return {
    *think(text, key) {
      const state = open(key)
      state.pending = [...state.pending, ...text]
      let start = 0
      while (state.pending.length - start > turn.packetLength) {
        const delayMs = turn.wait(state.content === '' ? 'event' : 'packet')
        state.content += state.pending.slice(start, start + turn.packetLength).join('')
        start += turn.packetLength
        yield send(state, delayMs)
      }
      state.pending = state.pending.slice(start)
    },
    end(key) {
      const state = open(key)
      const delayMs = turn.wait(state.content === '' ? 'event' : 'packet')
      state.content += state.pending.join('')
      state.pending = []
      state.title = '思考完成'
      state.status = 'success'
      return send(state, delayMs)
    },
    show(activity) {
      const delayMs = turn.wait('event')
      return send(Object.assign(open(activity.key), activity), delayMs)
    },
    text: () => states.map(({ content }) => content).join(''),
  }
}

/** A member of the list, as far as it has got. */
interface ThoughtState extends Mutable<Activity> {
  startedMs: number
  elapsedMs: number
  /** Code points that wait for a full packet or for the end. */
  pending: string[]
  /** How much of the texts has been sent, in UTF-16 units. */
  sentLength: number
  sentDisplayLength: number
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] }

function thoughtPayload(turn: ThoughtTurn, states: readonly ThoughtState[]): JsonObject {
  const isIncremental = turn.isIncremental()
  return {
    elapsed: turn.elapsedMs(),
    files: null,
    is_workflow: states.some((state) => state.workflowName !== undefined),
    procedures: states.map((state, index) => ({
      agent_icon: state.sourceAgent === undefined ? undefined : '',
      debugging: {
        content: state.content.slice(isIncremental ? state.sentLength : 0),
        display_content: state.displayContent?.slice(isIncremental ? state.sentDisplayLength : 0),
      },
      elapsed: state.elapsedMs,
      icon: '',
      index,
      name: state.name,
      node_name: state.nodeName ?? '',
      plugin_type: state.pluginType ?? 0,
      reply_index: 0,
      source_agent_name: state.sourceAgent,
      status: state.status,
      switch: state.switchTo ?? '',
      target_agent_name: state.targetAgent,
      title: state.title,
      workflow_name: state.workflowName ?? '',
    })),
    record_id: turn.recordId(),
    request_id: turn.ids.requestId,
    session_id: turn.ids.sessionId,
    trace_id: turn.ids.traceId,
    workflow_name: states.findLast((state) => state.workflowName !== undefined)?.workflowName ?? '',
  }
}
