// Owns the frames that draw: each is made for one diagram, is in the page for as long as that takes, and is never seen.
// It is an origin of its own with no network (core/shell/frame-policy.ts); source and picture go through a port that
// nobody else has. In which order diagrams are drawn is diagram-pictures.ts's.
import { parseDrawReply, type DiagramKind, type DrawOutcome, type DrawRequest } from './frame-messages.ts'

/** How long the document of a frame may take to be there, and then the drawing. */
const loadLimitMs = 20_000
const drawLimitMs = 5_000

/** Rejects with the signal's reason when it is aborted, and never else. */
export function drawInFrame(
  kind: DiagramKind,
  request: DrawRequest,
  signal: AbortSignal,
): Promise<DrawOutcome> {
  const frame = createFrame(kind)
  const { port1: port, port2: portOfFrame } = new MessageChannel()
  const outcome = new Promise<DrawOutcome>((resolve, reject) => {
    const giveUp = () => resolve({ type: 'failed', cause: 'time', reason: '' })
    let timer = setTimeout(giveUp, loadLimitMs)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    port.onmessage = ({ data }) => resolve(parseDrawReply(data))
    frame.addEventListener('load', () => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, drawLimitMs)
      // Its origin has no name. Nothing else can be in it: the policy of the page lets it go nowhere.
      frame.contentWindow?.postMessage(request, '*', [portOfFrame])
    }, { once: true }) // prettier-ignore
  })
  document.body.append(frame)
  return outcome.finally(() => {
    port.close()
    frame.remove()
  })
}

function createFrame(kind: DiagramKind): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('allow', '')
  frame.setAttribute('referrerpolicy', 'no-referrer')
  frame.setAttribute('aria-hidden', 'true')
  frame.setAttribute('src', `./frames/${kind}.html`)
  frame.tabIndex = -1
  frame.inert = true
  // Within the window, because what lies outside is slowed down. Words are measured, so it may not be hidden altogether.
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
  return frame
}
