// Owns asking the worker that colours code (highlight-worker.ts), which begins with the first code that somebody looks at.
import type { CodeToken } from './highlight-code.ts'
import type { HighlightReply, HighlightRequest } from './highlight-messages.ts'

type Listener = (tokens: readonly CodeToken[]) => void

const listeners = new Map<number, Listener>()
let worker: Worker | undefined
let lastId = 0

/** `onTokens` is called for one stretch after the other, never for a language that is not known. Returns how to stop it. */
export function colorCode(stretches: readonly string[], language: string, onTokens: Listener): () => void {
  const id = (lastId += 1)
  listeners.set(id, onTokens)
  send({ type: 'color', id, stretches, language })
  return () => {
    if (listeners.delete(id)) send({ type: 'stop', id })
  }
}

function send(request: HighlightRequest): void {
  worker ??= startWorker()
  worker.postMessage(request)
}

function startWorker(): Worker {
  const started = new Worker(new URL('highlight-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<HighlightReply>) => {
    if (data.tokens) listeners.get(data.id)?.(data.tokens)
    else listeners.delete(data.id)
  })
  return started
}
