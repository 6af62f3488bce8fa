// Owns what a turn has said about itself in either generation: that it began, what the service calls it, what it cost,
// how it ended. What is repeated becomes no event. The decoders (v1/decode.ts, v2/decode.ts) feed it.
import { isDeepStrictEqual } from 'node:util'
import type { AnswerEvent, EndStatus, Remote, Usage } from '#shared/answer.ts'
import type { Failure, FailureCode, FailureDetail } from '#shared/failure.ts'
import { omitUndefined } from './omit-undefined.ts'

/** Some of the names; those that a packet does not carry may be undefined. */
export type RemoteNames = { readonly [Name in keyof Remote]?: Remote[Name] | undefined }

export interface TurnState {
  readonly remote: Remote
  /** The service has accepted the question. */
  start(): AnswerEvent[]
  setRemote(names: RemoteNames): AnswerEvent[]
  setUsage(usage: Usage): AnswerEvent[]
  /** The end of the answer, after what the decoder has held back until now. */
  end(status: EndStatus, held: readonly AnswerEvent[]): AnswerEvent[]
  /** The same because of a failure, whose code says which status that is. */
  endWithFailure(failure: Failure, held: readonly AnswerEvent[]): AnswerEvent[]
}

export function createTurnState(requestId: string): TurnState {
  let hasStarted = false
  // What `remote-set` and `usage-set` have said.
  let remote: Remote = {}
  let usage: Usage = {}

  return {
    get remote() {
      return remote
    },
    start() {
      if (hasStarted) return []
      hasStarted = true
      return [{ type: 'answer-start' }]
    },
    setRemote(names) {
      // Safe: what is undefined has just been left out.
      const changed = omitUndefined({ ...names }) as Remote
      const isKnown = remoteNames.every(
        (name) => changed[name] === undefined || changed[name] === remote[name],
      )
      if (isKnown) return []
      remote = { ...remote, ...changed }
      return [{ type: 'remote-set', remote: changed }]
    },
    setUsage(next) {
      if (isDeepStrictEqual(usage, next)) return []
      usage = next
      return [{ type: 'usage-set', usage }]
    },
    end: (status, held) => [...held, { type: 'answer-end', status }],
    endWithFailure({ detail, ...failure }, held) {
      const ids = omitUndefined<FailureDetail>({ requestId, traceId: remote.traceId?.slice(0, 255) })
      const status = statusOf(failure.code)
      return [...held, { type: 'answer-end', status, failure: { ...failure, detail: { ...ids, ...detail } } }]
    },
  }
}

const remoteNames: readonly (keyof Remote)[] = [
  'requestId',
  'recordId',
  'questionRecordId',
  'traceId',
  'applicationName',
  'applicationAvatar',
  'canRate',
  'replyMethod',
]

function statusOf(code: FailureCode): EndStatus {
  if (code === 'question-refused' || code === 'answer-refused') return 'refused'
  return code === 'cut-off' || code === 'silent' ? 'interrupted' : 'failed'
}
