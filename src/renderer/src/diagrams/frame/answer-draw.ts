// Owns the frame's end of the agreement in frame-messages.ts: it takes one request, from the page around it, answers it,
// and hears nothing more. Every diagram gets a frame of its own, so that none finds anything of another.
import type { DrawReply, DrawRequest } from '../frame-messages.ts'

/** Longest reason that is sent, in UTF-16 units. */
const maxReasonLength = 500

export function answerDraw(draw: (request: DrawRequest) => Promise<string>): void {
  addEventListener('message', function receive(event) {
    const [port] = event.ports
    if (event.source !== parent || !port || !isDrawRequest(event.data)) return
    removeEventListener('message', receive)
    draw(event.data).then(
      (svg) => port.postMessage({ type: 'drawn', svg } satisfies DrawReply),
      (error: unknown) => port.postMessage({ type: 'failed', reason: describe(error) } satisfies DrawReply),
    )
  })
}

function isDrawRequest(value: unknown): value is DrawRequest {
  if (typeof value !== 'object' || value === null) return false
  const { source, theme, width } = value as Partial<Record<keyof DrawRequest, unknown>>
  return (
    typeof source === 'string' && typeof width === 'number' && typeof theme === 'object' && theme !== null
  )
}

function describe(error: unknown): string {
  return (error instanceof Error ? error.message : '').slice(0, maxReasonLength)
}
