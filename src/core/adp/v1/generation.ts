// Owns the first protocol generation as client.ts takes it: where it is spoken, how a question and an answer are spelled.
import type { Generation } from '../channel.ts'
import { createV1Decoder } from './decode.ts'
import { encodeQuestion } from './request.ts'

export const v1: Generation = {
  ssePath: '/v1/qbot/chat/sse',
  encodeQuestion,
  createDecoder: ({ requestId }) => createV1Decoder({ requestId, isIncremental: false }),
}
