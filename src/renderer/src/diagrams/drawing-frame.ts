// Owns the frames that draw: each is made for one diagram, is in the page for as long as that takes, and is never seen.
// What such a frame is and may do is open-frame.ts's, in which order diagrams are drawn diagram-pictures.ts's.
import { parseDrawReply, type DiagramKind, type DrawOutcome, type DrawRequest } from './frame-messages.ts'
import { openFrame } from './open-frame.ts'

/** Rejects with the signal's reason when it is aborted, and never else. */
export async function drawInFrame(
  kind: DiagramKind,
  request: DrawRequest,
  signal: AbortSignal,
): Promise<DrawOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<DrawOutcome>()
  const frame = openFrame(kind, request, {
    receive: (message) => resolve(parseDrawReply(message)),
    giveUp: () => resolve({ type: 'failed', cause: 'time', reason: '' }),
  })
  const abort = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', abort)
  hide(frame.element)
  document.body.append(frame.element)
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', abort)
    frame.close()
  }
}

/** Within the window, because what lies outside is slowed down. Words are measured, so it may not be hidden altogether. */
function hide(frame: HTMLIFrameElement): void {
  frame.setAttribute('aria-hidden', 'true')
  frame.inert = true
  Object.assign(frame.style, {
    position: 'fixed',
    insetInlineStart: '0',
    insetBlockStart: '0',
    width: '1px',
    height: '1px',
    border: '0',
    opacity: '0',
    pointerEvents: 'none',
  })
}
