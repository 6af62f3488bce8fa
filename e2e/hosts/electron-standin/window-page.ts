// Owns one window of the program as a page of Chromium: its requests are answered by the program, its preload runs in an
// isolated world before its own scripts, and whatever leaves the page goes to the program's handlers first.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import type { HandlerDetails } from 'electron'
import { toChromium, toProgram } from './addresses.ts'
import { ProgramEndedError, type Program } from './program.ts'
import { decodeValue, encodeValue } from './value-text.ts'
import {
  bindingName,
  createWorldEnd,
  preloadWorld,
  preparePage,
  receiverName,
  runPreload,
  type FromPreload,
  type ToPreload,
} from './worlds.ts'

export interface WindowPage {
  readonly page: Page
  /** Rejects when the page could not be loaded; the program has been told then. */
  load(url: string): Promise<void>
  send(channel: string, args: readonly unknown[]): void
  close(): Promise<void>
}

export interface WindowPageOptions {
  readonly windowId: number
  readonly context: BrowserContext
  readonly program: Program
  readonly preloadFile: string
  readonly size: { readonly width: number; readonly height: number }
}

export async function openWindowPage(options: WindowPageOptions): Promise<WindowPage> {
  const { windowId, context, program, preloadFile, size } = options
  const page = await context.newPage()
  await page.setViewportSize(size)
  const cdp = await context.newCDPSession(page)
  const topFrameId = (await cdp.send('Page.getFrameTree')).frameTree.frame.id
  /** The isolated world of the document that the page shows; undefined while there is none. */
  let worldId: number | undefined
  let isClosedByProgram = false

  await page.route('**/*', answerRoute)
  await preparePreload(cdp, await readFile(preloadFile, 'utf8'))
  cdp.on('Runtime.executionContextCreated', ({ context: world }) => {
    // Frames have a world of this name, too, in which nothing runs.
    if (world.name === preloadWorld && isOfFrame(world.auxData, topFrameId)) worldId = world.id
  })
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (executionContextId === worldId) worldId = undefined
  })
  cdp.on('Runtime.executionContextsCleared', () => {
    worldId = undefined
  })
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    // Only runPreload has this binding.
    if (name === bindingName) receive(JSON.parse(payload) as FromPreload, executionContextId)
  })
  // A link or form for a new window, and a click that asks for a new tab; `window.open` comes through the binding.
  cdp.on('Page.windowOpen', ({ url, windowName }) => open(url, windowName, '', 'foreground-tab'))
  cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
    if (disposition === 'newTab') open(url, '', '', 'background-tab')
    if (disposition === 'newWindow') open(url, '', '', 'new-window')
  })
  page.on('download', (download) => {
    const url = toProgram(download.url().replace(/^blob:/, ''))
    void program
      .ask(
        'download',
        windowId,
        `${download.url().startsWith('blob:') ? 'blob:' : ''}${url}`,
        download.suggestedFilename(),
      )
      .catch(ignoreEnd)
      .then((isAllowed) => (isAllowed ? undefined : download.cancel()))
  })
  page.on('close', () => {
    if (!isClosedByProgram) program.tell({ type: 'close-window', windowId })
  })

  async function answerRoute(route: Route): Promise<void> {
    const request = route.request()
    const url = toProgram(request.url())
    // There is no network behind the page: what is not the program's own goes nowhere.
    if (!url.startsWith('app:')) return route.abort('blockedbyclient')
    // A frame goes where the program lets it, also for the first time.
    const isFrame = request.isNavigationRequest() && request.frame() !== page.mainFrame()
    if (isFrame && !(await program.ask('navigate', windowId, url, false).catch(ignoreEnd)))
      return route.abort('blockedbyclient').catch(() => undefined)
    const asked = { url, method: request.method(), headers: await request.allHeaders() }
    const response = await program.ask('request', windowId, asked).catch(ignoreEnd)
    // What was under way when the program ended fails with it.
    if (!response) return route.abort('failed').catch(() => undefined)
    const { status, headers, body } = response
    await route.fulfill({ status, headers, body: Buffer.from(body) })
  }

  function receive(message: FromPreload, world: number): void {
    switch (message.type) {
      case 'invoke':
        return void program
          .ask(
            'invoke',
            windowId,
            toProgram(page.url()),
            message.channel,
            decodeValue(message.args) as unknown[],
          )
          .then(
            (value): ToPreload => ({ type: 'invoked', id: message.id, value: encodeValue(value) }),
            (error: unknown): ToPreload => ({ type: 'refused', id: message.id, message: String(error) }),
          )
          .then((answer) => deliver(answer, world))
      case 'input':
        return program.tell({ type: 'input', windowId, input: message.input })
      case 'navigate':
        return void program
          .ask('navigate', windowId, toProgram(message.url), true)
          .catch(ignoreEnd)
          .then(async (isAllowed) => {
            if (isAllowed) await page.goto(message.url)
          })
      case 'open':
        return open(
          message.url,
          message.frameName,
          message.features,
          message.features === '' ? 'foreground-tab' : 'new-window',
        )
      case 'violation':
        return program.violate(message.message)
    }
  }

  function open(
    url: string,
    frameName: string,
    features: string,
    disposition: HandlerDetails['disposition'],
  ): void {
    program.tell({
      type: 'open',
      windowId,
      details: { url: toProgram(url), frameName, features, disposition },
    })
  }

  /** A document that is gone hears nothing, as in Electron. */
  function deliver(message: ToPreload, world = worldId): void {
    if (world === undefined) return
    const functionDeclaration = `function (message) { globalThis[${JSON.stringify(receiverName)}](message) }`
    cdp
      .send('Runtime.callFunctionOn', {
        functionDeclaration,
        executionContextId: world,
        arguments: [{ value: message }],
      })
      .catch(() => undefined)
  }

  return {
    page,
    load: async (url) => {
      try {
        await page.goto(toChromium(url))
        program.tell({ type: 'loaded', windowId, url })
      } catch (error) {
        program.tell({ type: 'load-failed', windowId, message: String(error) })
        throw error
      }
    },
    send: (channel, args) => deliver({ type: 'event', channel, args: encodeValue(args) }),
    close: async () => {
      isClosedByProgram = true
      await page.close()
    },
  }
}

function isOfFrame(world: object | undefined, frameId: string): boolean {
  return world !== undefined && 'frameId' in world && world.frameId === frameId
}

/** Lets a question go that the end of the program has left open, and no other error. */
function ignoreEnd(error: unknown): undefined {
  if (!(error instanceof ProgramEndedError)) throw error
}

/** Has both worlds made ready in every document of the page, before any script of its own. */
async function preparePreload(cdp: CDPSession, preload: string): Promise<void> {
  const token = JSON.stringify(randomUUID())
  const names = JSON.stringify({ bindingName, receiverName })
  const text = `{ encode: ${String(encodeValue)}, decode: ${String(decodeValue)} }`
  const isTop = 'if (globalThis === globalThis.top)'
  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorld })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `${isTop} (${String(preparePage)})(${String(createWorldEnd)}, ${token})`,
  })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: preloadWorld,
    source: `${isTop} (${String(runPreload)})(${String(createWorldEnd)}, ${text}, ${token}, ${names},
      function (require, module, exports) { ${preload}\n })`,
  })
}
