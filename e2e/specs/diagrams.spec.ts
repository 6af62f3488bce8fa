import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator } from '@playwright/test'
import { answers, ask, drawDiagram, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

const flow = 'flowchart LR\n  accTitle: 请假流程\n  A[Ask] --> B{Approved?}\n  B -->|yes| C[Leave]'
const bars = JSON.stringify({
  title: { text: 'Revenue' },
  xAxis: { type: 'category', data: ['Q1', 'Q2'] },
  yAxis: { type: 'value' },
  series: [{ name: 'CNY', type: 'bar', data: [120, 200] }],
})

/** The size of the picture as it is, once it is there. */
async function sizeOf(figure: Locator): Promise<{ width: number; height: number }> {
  const image = figure.locator('img')
  await expect(image).toBeVisible()
  return image.evaluate(async (element: HTMLImageElement) => {
    await element.decode()
    return { width: element.naturalWidth, height: element.naturalHeight }
  })
}

test(
  'a diagram and a chart of an answer are drawn, and can be read as what they were made of',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const diagram = await drawDiagram(page, 'mermaid', flow)
    await expect(diagram).toHaveAccessibleName('Diagram: 请假流程')
    expect((await sizeOf(diagram)).width).toBeGreaterThan(100)
    await diagram.getByRole('button', { name: 'Show source' }).click()
    await expect(diagram.getByRole('group', { name: 'Source' })).toContainText('B{Approved?}')
    await diagram.getByRole('button', { name: 'Show picture' }).click()
    await expect(diagram.locator('img')).toBeVisible()

    const chart = await drawDiagram(page, 'echarts', bars)
    await expect(chart).toHaveAccessibleName('Chart: Revenue')
    expect((await sizeOf(chart)).width).toBeGreaterThan(300)
    await chart.getByRole('button', { name: 'Show table' }).click()
    await expect(chart.getByRole('row')).toHaveText([/CNY/, /Q1\s*120/, /Q2\s*200/])
    // What has drawn is gone again.
    await expect(page.locator('iframe')).toHaveCount(0)
  },
)

test('the chart that an application sends is drawn', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/chart')
  const chart = answers(page).getByRole('figure', { name: 'Chart: 季度收入' })
  expect((await sizeOf(chart)).height).toBeGreaterThan(200)
})

test('a picture is looked at in full size by keyboard, and saved as a file', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const diagram = await drawDiagram(page, 'mermaid', flow)
  await expect(diagram.locator('img')).toBeVisible()
  for (const [name, file] of [
    ['Save as PNG', 'diagram.png'],
    ['Save as SVG', 'diagram.svg'],
  ] as const) {
    const download = page.waitForEvent('download')
    await diagram.getByRole('button', { name }).click()
    expect((await download).suggestedFilename()).toBe(file)
  }
  const opener = diagram.getByRole('button', { name: 'Full size' })
  await opener.press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Diagram: 请假流程' })
  const zoom = viewer.getByRole('status')
  await viewer.getByRole('group').press('1')
  await expect(zoom).toHaveText('100 %')
  await viewer.getByRole('group').press('+')
  await expect(zoom).toHaveText('125 %')
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(opener).toBeFocused()
})

test('a chart in full size says its values to the pointer and to the keyboard', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const figure = await drawDiagram(page, 'echarts', bars)
  await expect(figure.locator('img')).toBeVisible()
  await figure.getByRole('button', { name: 'Full size' }).press('Enter')
  const viewer = page.getByRole('dialog', { name: 'Chart: Revenue' })
  const canvas = viewer.frameLocator('iframe').locator('canvas')
  await expect(viewer.getByRole('group', { name: 'Chart: Revenue' })).toHaveAttribute('aria-busy', 'false')
  const look = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL())
  const still = await look()

  await viewer.getByRole('group').press('ArrowRight')
  await expect.poll(look).not.toBe(still)
  const first = await look()
  await viewer.getByRole('group').press('ArrowRight')
  await expect.poll(look).not.toBe(first)
  const second = await look()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('The chart has no place.')
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5)
  await expect.poll(look).not.toBe(second)

  // Also from inside of the frame, where a click has put the keyboard.
  await page.mouse.down()
  await page.mouse.up()
  // Not waited for: the frame that has the key is gone with it, and may never say that the key came up.
  void page.keyboard.press('Escape').catch(() => undefined)
  await expect(viewer).toBeHidden()
  await expect(page.locator('iframe')).toHaveCount(0)
})

test(
  'a diagram that cannot be drawn says so and shows its source',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const diagram = await drawDiagram(page, 'mermaid', 'flowchart LR\n  A --> [[[')
    await expect(diagram).toContainText('This diagram cannot be drawn.')
    await expect(diagram.getByRole('group', { name: 'Source' })).toContainText('A --> [[[')
    const chart = await drawDiagram(page, 'echarts', 'option = { series: [] }')
    await expect(chart).toContainText('not described in JSON')
  },
)

test('a diagram follows the theme', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const image = (await drawDiagram(page, 'mermaid', flow)).locator('img')
  const before = await image.getAttribute('src')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(image).not.toHaveAttribute('src', before ?? '')
})

test.describe('hostile sources', () => {
  // What the frame was kept from doing is told on the console by the browser.
  test.use({ expectedMessages: [/Content Security Policy|ERR_BLOCKED|sandboxed|Mixed Content/] })

  test('make no request, run nothing and lead nowhere', async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const heard: string[] = []
    const server = createServer((request, response) => {
      heard.push(request.url ?? '')
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    // A server that listens on a port has an address with a port.
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const run = 'top.ran=1;parent.ran=1;ran=1'
    /** Requests that a policy let pass, even where something behind it stopped them. What it stops is announced, too. */
    const passed: string[] = []
    const note = (url: string) => {
      if (!url.startsWith('blob:') && !new URL(url).pathname.startsWith('/frames/')) passed.push(url)
    }
    page.on('response', (response) => note(response.url()))
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'csp') note(request.url())
    })
    const address = page.url()
    const mermaid = [
      `flowchart LR\n  A[one] --> B[two]\n  click A "javascript:${run}" "tip"\n  click B href "${elsewhere}/click" _top`,
      `flowchart LR\n  A["<img src=${elsewhere}/a onerror='${run}'>"] --> B["<script>${run}</script><b onclick='${run}'>b</b>"]`,
      `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "*{background:url(${elsewhere}/css)}"}}%%\nflowchart LR\n  A["<iframe src='${elsewhere}/frame'></iframe>"] --> B`,
      `---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n  fontFamily: "x;background:url(${elsewhere}/font)"\n---\nflowchart LR\n  A["<svg onload='${run}'>"] --> B`,
      `flowchart LR\n  A@{ img: "${elsewhere}/picture.png", label: "x" } --> B`,
      `flowchart LR\n  A --> B\n  style A fill:url(${elsewhere}/fill),background:url(${elsewhere}/style)`,
      `sequenceDiagram\n  participant A\n  link A: there @ ${elsewhere}/link\n  A->>A: <img src=${elsewhere}/s onerror=${run}>`,
      `classDiagram\n  class A\n  click A href "javascript:${run}"\n  A : <img src=x onerror=${run}>`,
    ]
    const charts = [
      {
        title: { text: 'a', link: `javascript:${run}`, sublink: `${elsewhere}/sub` },
        tooltip: { show: true, alwaysShowContent: true, formatter: `<img src=${elsewhere}/tip onerror=${run}>` },
        toolbox: { feature: { saveAsImage: {}, dataView: { show: true } } },
        backgroundColor: { image: `${elsewhere}/background` },
        graphic: [{ type: 'image', style: { image: `${elsewhere}/graphic` } }],
        xAxis: {},
        yAxis: {},
        series: [{ type: 'scatter', symbol: `image://${elsewhere}/symbol`, data: [[1, 2]] }],
      },
    ].map((option) => JSON.stringify(option)) // prettier-ignore
    const fence = '\n```\n\n```mermaid\n'
    const diagrams = await drawDiagram(page, 'mermaid', mermaid.join(fence))
    await expect(diagrams).toHaveCount(mermaid.length)
    for (const figure of await diagrams.all()) await settle(figure)
    for (const source of charts) {
      const chart = await drawDiagram(page, 'echarts', source)
      await settle(chart)
      await chart.getByRole('button', { name: 'Full size' }).click()
      const viewer = page.getByRole('dialog')
      await expect(viewer.getByRole('group')).toHaveAttribute('aria-busy', 'false')
      await viewer.getByRole('group').press('ArrowRight')
      await viewer.locator('iframe').hover()
      await page.mouse.down()
      await page.mouse.up()
      await viewer.getByRole('button', { name: 'Close' }).click()
    }
    const ran = await page.evaluate(() => 'ran' in globalThis)
    const figures = page.getByRole('figure')
    const inside = await figures.locator('a, script, iframe, svg:not(.lucide), [onclick]').count()
    server.close()
    expect({ heard, passed, ran, inside, address: page.url() }).toEqual({
      heard: [],
      passed: [],
      ran: false,
      inside: 0,
      address,
    })
  })
})

/** Waits until a source was drawn, or was found to be impossible. */
async function settle(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded()
  await expect(figure.locator('img').or(figure.getByText('cannot be drawn')).first()).toBeVisible()
}

test('a frame is an origin of its own by its own policy', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  expect(await page.evaluate(embed, '/frames/chart.html')).toEqual({ isLoaded: true, canBeRead: false })
})

/** Runs in the page: whether a frame of this address is there, and whether the page can look into it. */
async function embed(address: string): Promise<{ isLoaded: boolean; canBeRead: boolean }> {
  const frame = document.createElement('iframe')
  frame.src = address
  const isLoaded = await new Promise<boolean>((resolve) => {
    frame.onload = () => resolve(true)
    document.body.append(frame)
  })
  // Without the attribute of the element it is the policy of the document that makes it an origin of its own.
  const canBeRead = frame.contentDocument !== null
  frame.remove()
  return { isLoaded, canBeRead }
}
