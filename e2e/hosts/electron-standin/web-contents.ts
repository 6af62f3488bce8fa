// Owns `webContents` of the stand-in: the page of one window as the program sees it, and the questions that the page half
// asks about it, put to the handlers that the program has set.
import type { HandlerDetails, WebContents, WebFrameMain, WindowOpenHandlerResponse } from 'electron'
import { onMessage, tell } from './channel.ts'
import { createEvent, createEvents } from './events.ts'
import { callIpcMain } from './ipc-main.ts'
import type { Question, ToProgram } from './messages.ts'
import { answerRequest, isServed } from './protocol.ts'
import { mayDownload } from './session.ts'
import { refuse, strict } from './strict.ts'

export interface Contents {
  readonly object: object
  load(url: string): Promise<void>
  destroy(): void
}

export function createContents(id: number): Contents {
  const events = createEvents<WebContents>()('webContents', [
    'destroyed',
    'input-event',
    'render-process-gone',
    'will-attach-webview',
    'will-frame-navigate',
    'will-navigate',
    'will-redirect',
  ])
  let url = ''
  let isDestroyed = false
  let openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined
  /** Ends the running `loadURL`. */
  let loaded = Promise.withResolvers<void>()

  const object = strict('webContents', {
    id,
    on: events.on,
    once: events.once,
    getURL: () => url,
    isDestroyed: () => isDestroyed,
    setWindowOpenHandler: (handler) => {
      openHandler = handler
    },
    send: (channel, ...args) => {
      if (isDestroyed) refuse('webContents.send() after the window was closed.')
      tell({ type: 'send', windowId: id, channel, args: structuredClone(args) })
    },
    reload: () => void load(url),
  } satisfies Partial<Omit<WebContents, 'on' | 'once'>> & { on: unknown; once: unknown })

  function load(target: string): Promise<void> {
    if (!openHandler) refuse('a page is loaded before setWindowOpenHandler().')
    if (!isServed(target)) refuse(`a window shows ${target}, which is not the program's own.`)
    loaded = Promise.withResolvers()
    tell({ type: 'load', windowId: id, url: target })
    return loaded.promise
  }

  function mayNavigate(target: string, isMainFrame: boolean): boolean {
    const details = createEvent({
      url: target,
      isSameDocument: false,
      isMainFrame,
      frame: mainFrame(url),
    })
    events.emit('will-frame-navigate', details)
    if (isMainFrame && !details.defaultPrevented) events.emit('will-navigate', details)
    return !details.defaultPrevented
  }

  async function answer(question: Question): Promise<unknown> {
    switch (question.name) {
      case 'request':
        return answerRequest(question.args[1])
      case 'invoke': {
        const [, from, channel, args] = question.args
        return callIpcMain(channel, { sender: object, senderFrame: mainFrame(from) }, args)
      }
      case 'navigate':
        return mayNavigate(question.args[1], question.args[2])
      case 'download':
        return mayDownload(question.args[1], question.args[2])
    }
  }

  function receive(message: ToProgram): void {
    if (isDestroyed) return
    if (message.type === 'question') {
      if (message.question.args[0] !== id) return
      answer(message.question).then(
        (value) => tell({ type: 'answer', id: message.id, value }),
        (error: unknown) => tell({ type: 'refusal', id: message.id, message: String(error) }),
      )
      return
    }
    if (!('windowId' in message) || message.windowId !== id) return
    switch (message.type) {
      case 'input':
        return events.emit('input-event', createEvent({}), { type: message.input })
      case 'open': {
        const details = { ...message.details, referrer: { url: '', policy: 'no-referrer' as const } }
        if (openHandler?.(details).action !== 'deny') refuse('the program opens a window for its page.')
        return
      }
      case 'loaded':
        url = message.url
        return loaded.resolve()
      case 'load-failed':
        return loaded.reject(new Error(message.message))
    }
  }
  onMessage(receive)

  return {
    object,
    load,
    destroy: () => {
      isDestroyed = true
      events.emit('destroyed')
    },
  }
}

/** The top frame, showing this address. */
function mainFrame(url: string): object {
  const { protocol, host } = new URL(url || 'about:blank')
  return strict('WebFrameMain', {
    url,
    origin: `${protocol}//${host}`,
    parent: null,
  } satisfies Partial<WebFrameMain>)
}
