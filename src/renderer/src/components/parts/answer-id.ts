// Owns how a part of an answer learns which answer it stands in.
import type { InjectionKey, Ref } from 'vue'
import type { MessageId } from '#shared/ids.ts'

export const answerId: InjectionKey<Readonly<Ref<MessageId>>> = Symbol('answer-id')
