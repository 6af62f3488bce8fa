// Owns asking the worker that colours code (highlight-worker.ts), which begins with the first code that somebody looks at.
import type { CodeToken } from './highlight-code.ts'
import type { HighlightReply, HighlightRequest } from './highlight-messages.ts'
import workerAddress from './highlight-worker.ts?worker&url'

/** The part of the browser's interface that is needed here, which TypeScript does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string }
}

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
  const started = new Worker(trustWorker(), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<HighlightReply>) => {
    if (data.tokens) listeners.get(data.id)?.(data.tokens)
    else listeners.delete(data.id)
  })
  return started
}

/** The policy of the page (core/shell/content-security-policy.ts) knows the name, which makes nothing else a script. */
function trustWorker(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('highlight-worker', { createScriptURL: () => workerAddress })
  return policy?.createScriptURL(workerAddress) ?? workerAddress
}
