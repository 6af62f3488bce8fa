// Owns the chat endpoints over HTTP SSE, one for each generation: reads the question, keeps it for the tests of others,
// and has the answer told on the response.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ask } from './asking.ts'
import { documentedFramings, frameEvent } from './framing.ts'
import { maxBodyBytes, parseBody, readBody, sendHttpError } from './http.ts'
import { keep, type Observations, type ReceivedRequest } from './observations.ts'
import { performTurn } from './perform.ts'
import type { Generation } from './scenario.ts'
import type { Service } from './service.ts'
import { createSseLine } from './sse.ts'

export interface Chat {
  readonly service: Service
  readonly observations: Observations
  readonly generation: Generation
  readonly path: string
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

/** Resolves when the answer has been told; rejects when the client left or the simulator closes. */
export async function answerChat(
  request: IncomingMessage,
  response: ServerResponse,
  chat: Chat,
): Promise<void> {
  const bytes = await readBody(request, maxBodyBytes)
  if (bytes === undefined) return sendHttpError(response, 413, 'The body is larger than 2 MB.')
  const body = parseBody(bytes)
  const received = keep<ReceivedRequest>(chat.observations.requests, {
    path: chat.path,
    body: body.value,
    status: 'answering',
  })
  try {
    await tell(response, body.isJson ? body.value : undefined, chat)
    received.status = 'answered'
  } catch (cause) {
    received.status = 'aborted'
    throw cause
  }
}

async function tell(response: ServerResponse, body: unknown, chat: Chat): Promise<void> {
  const { service, generation, closing } = chat
  const framing = documentedFramings[generation]
  const answering = ask(service, { generation, transport: 'sse', body })
  if (answering.type === 'refusal') {
    response.writeHead(200, { 'content-type': framing.contentType, 'cache-control': 'no-cache' })
    response.end(frameEvent(answering.event, framing))
    return
  }
  const { performance, random } = answering
  await performTurn(createSseLine(response, { framing, random, closing }), performance)
}
