import { expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { messageIdSchema } from '#shared/ids.ts'
import { conversation } from '../conversation/test-host.ts'
import { describeAnswer } from './describe-answer.ts'
import { findReplyMethod } from './reply-methods.ts'

const answer: Message = {
  id: messageIdSchema.parse('30000000-0000-4000-8000-000000000001'),
  conversationId: conversation.id,
  role: 'assistant',
  status: 'failed',
  parts: [],
  createdAt: 1000,
  endedAt: 3500,
  usage: { tokens: { input: 20, total: 29 }, firstTokenMs: 410 },
  failure: createFailure('busy', { remoteCode: 460031 }),
  remote: {
    requestId: 'request',
    recordId: 'record',
    traceId: 'trace',
    replyMethod: 18,
    way: { accessMethod: 'sse', protocolVersion: 'v2' },
  },
}

it('an answer is described by what is known of it', () => {
  const rows = describeAnswer(answer, {
    time: (at) => `at ${at}`,
    duration: (ms) => `${ms} ms`,
    count: String,
    status: (status) => status,
    way: ({ accessMethod, protocolVersion }) => `${accessMethod} ${protocolVersion}`,
    replyMethod: (code) => `${findReplyMethod(code)}`,
  })
  expect(rows.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'status: failed',
    'asked: at 1000',
    'ended: at 3500',
    'duration: 2500 ms',
    'firstToken: 410 ms',
    'inputTokens: 20',
    'totalTokens: 29',
    'way: sse v2',
    'requestId: request',
    'recordId: record',
    'traceId: trace',
    'replyMethod: agent',
    'failure: busy 460031',
  ])
})
