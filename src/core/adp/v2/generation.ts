// Owns the second protocol generation as client.ts takes it: where it is spoken, how a question and an answer are spelled.
import type { Generation } from '../channel.ts'
import { readAddress } from './address.ts'
import { createV2Decoder } from './decode.ts'
import { encodeQuestion, encodeSocketQuestion, encodeSocketStop } from './request.ts'

/** `isIncremental`: texts mainly in pieces, or each time the whole text so far. */
export function createV2({ isIncremental }: { readonly isIncremental: boolean }): Generation {
  return {
    version: 'v2',
    ssePath: '/adp/v2/chat',
    socketPath: '/adp/v2/chat/conn/',
    // Agents run tools for minutes without a word; a limit of three minutes is known to have killed good turns.
    silenceMs: 600_000,
    encodeQuestion: (question, connection) => encodeQuestion(question, connection, isIncremental),
    encodeSocketQuestion: (question) => encodeSocketQuestion(question, isIncremental),
    encodeSocketStop,
    readAddress,
    createDecoder: createV2Decoder,
  }
}

/** As the official client asks: the bytes of whole texts grow with the square of the answer. */
export const v2 = createV2({ isIncremental: true })
