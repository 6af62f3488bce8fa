// Owns what is known of an answer beside its words, line by line, for a person and for support tickets. Pure.
import type { Message } from '#shared/answer.ts'

/** What the labels are called in i18n, under `actions.details.row`. */
export type DetailName =
  | 'status'
  | 'asked'
  | 'ended'
  | 'duration'
  | 'serviceTime'
  | 'firstToken'
  | 'inputTokens'
  | 'outputTokens'
  | 'totalTokens'
  | 'way'
  | 'model'
  | 'requestId'
  | 'recordId'
  | 'questionRecordId'
  | 'traceId'
  | 'replyMethod'
  | 'failure'

export interface DetailRow {
  readonly name: DetailName
  readonly value: string
}

/** How values that are not words are written. */
export interface DetailFormats {
  readonly time: (at: number) => string
  readonly duration: (ms: number) => string
  readonly count: (count: number) => string
  readonly status: (status: Message['status']) => string
  readonly way: (way: NonNullable<Message['remote']['way']>) => string
  /** Of the number by which the service says how the answer was made. */
  readonly replyMethod: (code: number) => string
}

/** Only what is known, in the order in which it is read. */
export function describeAnswer(message: Message, formats: DetailFormats): DetailRow[] {
  const { createdAt, endedAt, usage, remote, options, failure } = message
  const { input, output, total } = usage?.tokens ?? {}
  const write = <Value>(value: Value | undefined, format: (value: Value) => string): string | undefined =>
    value === undefined ? undefined : format(value)
  const values: Record<DetailName, string | undefined> = {
    status: formats.status(message.status),
    asked: formats.time(createdAt),
    ended: write(endedAt, formats.time),
    duration: write(endedAt, (at) => formats.duration(Math.max(0, at - createdAt))),
    serviceTime: write(usage?.elapsedMs, formats.duration),
    firstToken: write(usage?.firstTokenMs, formats.duration),
    inputTokens: write(input, formats.count),
    outputTokens: write(output, formats.count),
    totalTokens: write(total, formats.count),
    way: write(remote.way, formats.way),
    model: options?.model,
    requestId: remote.requestId,
    recordId: remote.recordId,
    questionRecordId: remote.questionRecordId,
    traceId: remote.traceId,
    replyMethod: write(remote.replyMethod, formats.replyMethod),
    failure:
      failure && [failure.code, failure.detail?.remoteCode].filter((part) => part !== undefined).join(' '),
  }
  // Safe: the keys are those of the record above.
  return (Object.entries(values) as [DetailName, string | undefined][]).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value }],
  )
}
