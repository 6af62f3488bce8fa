// Owns the frame's end of the agreement in frame-messages.ts: it takes one request, from the page around it, and hears
// nothing else but what comes through the port of that request. Every diagram gets a frame of its own, so that none finds
// anything of another.
import type { DrawReply, DrawRequest, LiveRequest } from '../frame-messages.ts'

/** Longest reason that is sent, in UTF-16 units. */
const maxReasonLength = 500

interface FrameWork {
  /** Gives the picture as SVG. */
  readonly draw: (request: DrawRequest) => string | Promise<string>
  /** Shows it in the frame, and goes on by what the port brings. Left out by what is only ever a picture. */
  readonly show?: (request: LiveRequest, port: MessagePort) => void
}

export function answerRequest({ draw, show }: FrameWork): void {
  addEventListener('message', function receive(event) {
    const [port] = event.ports
    const request: unknown = event.data
    if (event.source !== parent || !port || !isRequest(request)) return
    removeEventListener('message', receive)
    const fail = (error: unknown) =>
      port.postMessage({ type: 'failed', reason: describe(error) } satisfies DrawReply)
    if (!('isLive' in request)) {
      Promise.resolve(request)
        .then(draw)
        .then((svg) => port.postMessage({ type: 'drawn', svg } satisfies DrawReply))
        .catch(fail)
      return
    }
    try {
      show?.(request, port)
    } catch (error) {
      fail(error)
    }
  })
}

function isRequest(value: unknown): value is DrawRequest | LiveRequest {
  if (typeof value !== 'object' || value === null) return false
  const { source, theme, width, isLive } = value as Partial<
    Record<keyof (DrawRequest & LiveRequest), unknown>
  >
  const isWhole = typeof width === 'number' || isLive === true
  return typeof source === 'string' && isWhole && typeof theme === 'object' && theme !== null
}

function describe(error: unknown): string {
  return (error instanceof Error ? error.message : '').slice(0, maxReasonLength)
}
