// The openai SDK reads the same streams. Nothing is kept.
import OpenAI from 'openai'
import type { Stream } from 'openai/core/streaming'
import { createQuestions, ssePath } from '../questions.ts'
import type { Contender } from '../task.ts'

export const runOpenAi: Contender = async ({ serviceUrl, streams }, onPieces) => {
  const client = new OpenAI({ apiKey: 'app-key', baseURL: serviceUrl, maxRetries: 0 })
  await Promise.all(
    createQuestions(streams).map(async (body) => {
      const events = await client.post<Stream<{ Type: string }>>(ssePath, { body, stream: true })
      for await (const { Type } of events) if (Type === 'text.delta') onPieces(1)
    }),
  )
}
