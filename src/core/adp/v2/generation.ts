// Owns the second protocol generation as client.ts takes it: where it is spoken, how a question and an answer are spelled.
import type { Generation } from '../channel.ts'
import { readAddress } from './address.ts'
import { createV2Decoder } from './decode.ts'
import { encodeQuestion, encodeSocketQuestion, encodeSocketStop } from './request.ts'

export const v2: Generation = {
  version: 'v2',
  ssePath: '/adp/v2/chat',
  socketPath: '/adp/v2/chat/conn/',
  // Agents run tools for minutes without a word; a limit of three minutes is known to have killed good turns.
  silenceMs: 600_000,
  encodeQuestion,
  encodeSocketQuestion,
  encodeSocketStop,
  readAddress,
  createDecoder: createV2Decoder,
}
