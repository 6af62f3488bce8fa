// Owns opening a frame for one request, whatever it is for: an origin of its own with no network
// (core/shell/frame-policy.ts), spoken with through a port that nobody else has, and given up when it does not answer.
// What is said is frame-messages.ts's; whoever opens a frame puts its element into the page.
import type { DiagramKind, DrawRequest, LiveMessage, LiveRequest } from './frame-messages.ts'

/** How long the document of a frame may take to be there, and then its first answer. */
const loadLimitMs = 20_000
const answerLimitMs = 5_000

export interface OpenFrame {
  readonly element: HTMLIFrameElement
  say(message: LiveMessage): void
  /** Takes it out of the page; nothing is heard of it after that. */
  close(): void
}

interface FrameListener {
  readonly receive: (message: unknown) => void
  /** It took too long to be there, or to answer for the first time. */
  readonly giveUp: () => void
}

export function openFrame(
  kind: DiagramKind,
  request: DrawRequest | LiveRequest,
  { receive, giveUp }: FrameListener,
): OpenFrame {
  const element = createElement(kind)
  const { port1: port, port2: portOfFrame } = new MessageChannel()
  let timer = setTimeout(giveUp, loadLimitMs)
  port.onmessage = ({ data }) => {
    clearTimeout(timer)
    receive(data)
  }
  const send = (): void => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, answerLimitMs)
    // Its origin has no name. Nothing else can be in it: the policy of the page lets it go nowhere.
    element.contentWindow?.postMessage(request, '*', [portOfFrame])
  }
  element.addEventListener('load', send, { once: true })
  return {
    element,
    say: (message) => port.postMessage(message),
    close: () => {
      clearTimeout(timer)
      port.close()
      element.remove()
    },
  }
}

function createElement(kind: DiagramKind): HTMLIFrameElement {
  const element = document.createElement('iframe')
  element.setAttribute('sandbox', 'allow-scripts')
  element.setAttribute('allow', '')
  element.setAttribute('referrerpolicy', 'no-referrer')
  element.setAttribute('src', `./frames/${kind}.html`)
  element.tabIndex = -1
  return element
}
