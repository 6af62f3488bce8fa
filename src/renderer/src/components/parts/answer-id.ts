// Owns the agreement between an answer and the cards in it: which answer they belong to. What has become of the answer since
// is use-answer-place.ts's.
import type { InjectionKey } from 'vue'
import type { MessageId } from '#shared/ids.ts'

export const answerId: InjectionKey<() => MessageId> = Symbol('answer-id')
