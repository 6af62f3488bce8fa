// Owns the first protocol generation as client.ts takes it: where it is spoken, how a question and an answer are spelled.
import type { Generation } from '../channel.ts'
import { readAddress } from './address.ts'
import { createV1Decoder } from './decode.ts'
import { encodeQuestion, encodeSocketQuestion, encodeSocketStop } from './request.ts'

/** `isIncremental`: texts in pieces, or each time the whole text so far. */
export function createV1({ isIncremental }: { readonly isIncremental: boolean }): Generation {
  return {
    version: 'v1',
    ssePath: '/v1/qbot/chat/sse',
    socketPath: '/v1/qbot/chat/conn/',
    // The official demo waits two minutes, and long silence is normal when an answer comes in one piece.
    silenceMs: 150_000,
    encodeQuestion: (question, connection) => encodeQuestion(question, connection, isIncremental),
    encodeSocketQuestion: (question) => encodeSocketQuestion(question, isIncremental),
    encodeSocketStop,
    readAddress,
    createDecoder: ({ requestId }) => createV1Decoder({ requestId, isIncremental }),
  }
}

/** Pieces were switched off twice in the official client because the service did not honour them. */
export const v1 = createV1({ isIncremental: false })
