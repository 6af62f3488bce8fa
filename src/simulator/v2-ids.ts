// Owns the ids that generation 2 gives to an answer and its messages. Those of Claw applications tell nothing of each
// other; the others are built from the record id, which clients must not rely on.
import type { App } from './apps.ts'
import type { Random } from './random.ts'
import { createRecordId, createTraceId, createUuid } from './record-id.ts'

export type MessageKind = 'reply' | 'thought' | 'tool' | 'remark'

export interface V2Ids {
  readonly recordId: string
  messageId(kind: MessageKind, isOpaque: boolean): string
}

export function createQuestionRecordId({ mode }: App, random: Random, now: number): string {
  return mode === 'claw' ? `req_${createUuid(random)}` : createRecordId(random, now)
}

const opaqueEndings = { reply: 'content', thought: 'reasoning', tool: 'tool', remark: 'notice' }

export function createV2Ids({ mode }: App, random: Random, now: number): V2Ids {
  const recordId = mode === 'claw' ? `rcd_${createUuid(random)}` : createRecordId(random, now)
  let replyCount = 0
  let otherCount = 0
  return {
    recordId,
    messageId(kind, isOpaque) {
      const number = kind === 'reply' ? replyCount++ : otherCount++
      if (isOpaque) return `msg_${createTraceId(random)}_${number + 1}_${opaqueEndings[kind]}`
      if (kind !== 'reply') return `prc_${recordId}_${number}`
      // The documents know one reply only; further ones are numbered on.
      return number === 0 ? `rpl_${recordId}` : `rpl_${recordId}_${number}`
    },
  }
}
