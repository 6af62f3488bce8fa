// Owns the ids that generation 2 gives to an answer and its messages. Those of Claw applications tell nothing of each
// other; the others are built from the record id, which clients must not rely on.
import type { App } from './apps.ts'
import type { Random } from './random.ts'
import { createRecordId, createTraceId, createUuid } from './record-id.ts'

export type MessageKind = 'reply' | 'thought' | 'tool' | 'remark'

/** Claw applications have ids of another form, for either side. */
export function createV2RecordId(
  { mode }: App,
  side: 'question' | 'answer',
  random: Random,
  now: number,
): string {
  if (mode !== 'claw') return createRecordId(random, now)
  return `${side === 'question' ? 'req' : 'rcd'}_${createUuid(random)}`
}

const opaqueEndings = { reply: 'content', thought: 'reasoning', tool: 'tool', remark: 'notice' }

/** Gives the ids of the messages of one record, one after the other. */
export type MessageIds = (kind: MessageKind, isOpaque: boolean) => string

export function createMessageIds(recordId: string, random: Random): MessageIds {
  let replyCount = 0
  let otherCount = 0
  return (kind, isOpaque) => {
    const number = kind === 'reply' ? replyCount++ : otherCount++
    if (isOpaque) return `msg_${createTraceId(random)}_${number + 1}_${opaqueEndings[kind]}`
    if (kind !== 'reply') return `prc_${recordId}_${number}`
    // The documents know one reply only; further ones are numbered on.
    return number === 0 ? `rpl_${recordId}` : `rpl_${recordId}_${number}`
  }
}
