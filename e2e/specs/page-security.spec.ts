import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { tryForbidden } from '../policy-probes.ts'
import { ask, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

test.use({ expectedMessages: [/Content.Security.Policy|violates|Trusted(HTML|Script|Type)|Mixed Content/] })

test('the page makes no text into code, loads nothing foreign and reaches nobody', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  // The picture of the application is the last that the page fetches by itself.
  await expect(page.locator('.empty-avatar')).toBeVisible()
  // Another program on this machine, which would allow everything.
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
  }).listen(0, '127.0.0.1')
  server.on('upgrade', (request, socket) => {
    heard.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await once(server, 'listening')
  // A server that listens on a port has an address with a port.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  /** Requests that the policy of the page let pass, even where something behind it stopped them. */
  const passed: string[] = []
  page.on('response', (response) => void passed.push(response.url()))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'csp') passed.push(`${request.url()} ${reason}`)
  })
  const allowed = await page.evaluate(tryForbidden, host)
  server.close()
  expect({ allowed, passed, heard }).toEqual({ allowed: [], passed: [], heard: [] })
})

// The desktop program holds back every navigation, before the policy is asked.
test('the page sends no form', { tag: '@browser-only' }, async ({ start }) => {
  const { page } = await start()
  const directive = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
        const form = Object.assign(document.createElement('form'), { action: 'https://example.com/' })
        document.body.append(form)
        form.submit()
      }),
  )
  expect(directive).toBe('form-action')
})

// In a browser, pages and tabs are the browser's to keep in order.
test.describe('the desktop program', { tag: '@desktop-only' }, () => {
  test('stays at its page, wherever the page wants to go', async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const address = page.url()
    await watchNavigations(page)
    const attempts: (readonly [way: string, url: string])[] = [
      ['assign', 'https://example.com/assign'],
      ['replace', 'https://example.com/replace'],
      ['assign', new URL('/index.html?x=1', address).href],
      ['link', 'https://example.com/link'],
      ['link to the top', 'https://example.com/top'],
      ['form', 'https://example.com/form?'],
      ['posted form', 'https://example.com/posted'],
      ['refresh', 'https://example.com/refresh'],
    ]
    const tried: string[] = []
    for (const attempt of attempts) {
      await page.evaluate(leave, attempt)
      tried.push(attempt[1])
      // Read from the document that was there first: another one would have no list.
      await expect.poll(() => readNavigations(page)).toEqual(tried)
      await waitForProgram(page)
    }
    await dropAddress(page, 'https://example.com/dropped')
    await waitForProgram(page)
    expect([page.url(), await readNavigations(page)]).toEqual([address, tried])
  })

  test('opens no window, and hands out only the link that a hand has plainly clicked', async ({
    shell,
    start,
  }) => {
    const host = await start()
    const { page } = host
    await tryTheDemo(page)
    const address = page.url()
    await watchNavigations(page)
    await page.evaluate(showLink, 'https://example.com/clicked')
    const link = page.getByRole('link', { name: 'elsewhere' })
    await link.click({ button: 'middle' })
    await link.click({ modifiers: ['ControlOrMeta'] })
    await link.click({ modifiers: ['Shift'] })
    const window = await page.evaluate(() => open('https://example.com/window', 'other', 'popup'))
    await waitForProgram(page)
    // On Electron itself the system's browser would open, and a question be asked.
    if (shell === 'electron-standin') {
      await link.click()
      await waitForProgram(page)
      // Nobody has clicked for these: a person is asked about the first, and the stand-in's person says no.
      await page.evaluate(() => {
        open('https://example.com/script')
        open('https://example.com/another')
      })
      await page.evaluate(leave, ['form for a window', 'https://example.com/form'] as const)
      await waitForProgram(page)
      await expect
        .poll(() => ('externalUrls' in host ? host.externalUrls : undefined))
        .toEqual(['https://example.com/clicked'])
    }
    expect([window, page.url(), await readNavigations(page)]).toEqual([null, address, []])
  })
})

test('markdown of an answer brings no element that acts', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '[x](javascript:alert(1)) <img src=x onerror=alert(2)> ![pixel](https://example.com/p.png)')
  await untilAnswered(page)
  const acting = await page
    .getByRole('region', { name: 'Messages' })
    .evaluate((region) =>
      [...region.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes]
          .filter(
            ({ name, value }) => name.startsWith('on') || /^\s*(javascript|data|vbscript):/i.test(value),
          )
          .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
      ),
    )
  expect(acting).toEqual([])
})

/** From now on the document remembers where it wanted to go. */
async function watchNavigations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const navigations: string[] = []
    Object.assign(globalThis, { navigations })
    navigation.addEventListener('navigate', ({ destination }) => navigations.push(destination.url))
  })
}

/** Undefined when the document is another one by now. */
function readNavigations(page: Page): Promise<string[] | undefined> {
  // Only watchNavigations sets it.
  return page.evaluate(() => (globalThis as { navigations?: string[] }).navigations)
}

/** Comes back when the program has answered all that the page wanted of it until now. */
async function waitForProgram(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // The preload's bridge; in a browser there is none, and no program to ask.
    await (globalThis as { adpDesk?: { call(name: string, input: object): unknown } }).adpDesk?.call(
      'app.describe',
      {},
    )
  })
}

/** Runs in the page. */
function leave([way, url]: readonly [way: string, url: string]): void {
  function add(name: string, properties: object): HTMLElement {
    const element = Object.assign(document.createElement(name), properties)
    document.body.append(element)
    return element
  }
  const ways: Record<string, () => unknown> = {
    assign: () => location.assign(url),
    replace: () => location.replace(url),
    link: () => add('a', { href: url }).click(),
    'link to the top': () => add('a', { href: url, target: '_top' }).click(),
    form: () => HTMLFormElement.prototype.submit.call(add('form', { action: url })),
    'posted form': () => HTMLFormElement.prototype.submit.call(add('form', { action: url, method: 'post' })),
    'form for a window': () =>
      HTMLFormElement.prototype.submit.call(add('form', { action: url, target: '_blank' })),
    refresh: () => add('meta', { httpEquiv: 'refresh', content: `0;url=${url}` }),
  }
  ways[way]?.()
}

/** Runs in the page: a link for a new window, on top of everything. */
function showLink(url: string): void {
  const link = Object.assign(document.createElement('a'), {
    href: url,
    target: '_blank',
    rel: 'noreferrer noopener',
    textContent: 'elsewhere',
  })
  Object.assign(link.style, { position: 'fixed', top: '0', left: '0', zIndex: '1000' })
  document.body.append(link)
}

/** Drops an address on the middle of the page, as from another program. */
async function dropAddress(page: Page, url: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const data = { items: [{ mimeType: 'text/uri-list', data: url }], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await devTools.detach()
}
