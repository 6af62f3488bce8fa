import type { Page } from '@playwright/test'
import { attackedConversations, fillWithAttacks } from '../attacks/attacked-history.ts'
import { findBreaches } from '../attacks/find-breaches.ts'
import { mermaidAttacks } from '../attacks/diagrams.ts'
import { textAttacks } from '../attacks/texts.ts'
import { answers, ask, conversation, tryTheDemo } from '../steps.ts'
import { expect, test } from '../test.ts'

/** What an attack calls when it has got through; it makes the journey fail by the console, in whichever frame it is. */
const alarm = (): void => {
  Object.assign(globalThis, { attacked: () => console.error('An attack got through.') })
}

/** Watches everything that the page asks for, wherever to; gives what is not the program's own. */
async function watch(page: Page): Promise<string[]> {
  const own = new URL(page.url()).origin
  const foreign: string[] = []
  const isForeign = (url: string): boolean =>
    !url.startsWith(own) && !/^(blob:|data:|app:\/\/adp-desk)/.test(url)
  page.on('response', (response) => {
    if (isForeign(response.url())) foreign.push(`response: ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    // What a policy holds back was never sent.
    const reason = request.failure()?.errorText ?? ''
    if (isForeign(request.url()) && reason !== 'csp') foreign.push(`request: ${request.url()} ${reason}`)
  })
  page.on('popup', (popup) => foreign.push(`window: ${popup.url()}`))
  page.on('dialog', (dialog) => foreign.push(`dialog: ${dialog.message()}`))
  page.on('download', (download) => foreign.push(`download: ${download.url()}`))
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) foreign.push(`navigation: ${frame.url()}`)
  })
  await page.addInitScript(alarm)
  await page.evaluate(alarm)
  return foreign
}

/** Runs in the page: opens everything in sight that is folded. */
function unfold(): void {
  const folded = '[role=log] button[aria-expanded=false]:not([aria-haspopup])'
  for (const button of document.querySelectorAll<HTMLElement>(folded)) button.click()
}

/** Runs in the page: how many diagrams are being drawn. */
function countDrawn(): number {
  return document.querySelectorAll('figure.diagram[aria-busy=true]').length
}

/** Shows all of the open conversation, from its end to its beginning, and gives what was wrong on the way. */
async function lookThrough(page: Page): Promise<string[]> {
  const breaches = new Set<string>()
  const box = page.getByRole('region', { name: 'Messages' })
  await box.hover()
  for (let step = 0; step < 300; step += 1) {
    await page.evaluate(unfold)
    await expect.poll(() => page.evaluate(countDrawn), { timeout: 60_000 }).toBe(0)
    for (const breach of await page.evaluate(findBreaches)) breaches.add(breach)
    const before = await box.evaluate((element) => element.scrollTop)
    await page.mouse.wheel(0, -700)
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    if (before === 0 && (await box.evaluate((element) => element.scrollTop)) === 0) break
  }
  return [...breaches]
}

/** In the frame of a diagram, whose own policy allows nothing but its script; the page's has no hash, and names its sources. */
const deathsInFrames = /script-src 'sha256-|directive:? "?'?default-src 'none'/

test.describe('attacks in what a service sends', () => {
  test.use({ expectedMessages: [deathsInFrames] })

  for (const title of attackedConversations) {
    test(`stay words in the history: ${title}`, async ({ start, dataDir }) => {
      test.setTimeout(300_000)
      fillWithAttacks(dataDir)
      const { page } = await start()
      const foreign = await watch(page)
      await conversation(page, title).click()
      await expect(answers(page).last()).toBeVisible()

      const breaches = await lookThrough(page)

      expect({ breaches, foreign }).toEqual({ breaches: [], foreign: [] })
    })
  }

  test('stay words while they are streamed, in titles and in what is found', async ({ start }) => {
    test.setTimeout(300_000)
    const { page } = await start()
    await tryTheDemo(page)
    const foreign = await watch(page)
    const breaches: string[] = []
    const diagrams = mermaidAttacks.slice(0, 12).map((source) => `\`\`\`mermaid\n${source}\n\`\`\``)
    const texts = [...textAttacks.filter((text) => !text.startsWith('```') && text.length < 400), ...diagrams]
    for (let start = 0; start < texts.length; start += 90) {
      await ask(page, `/say ${texts.slice(start, start + 90).join('\n\n')}`)
      while ((await page.locator('article[data-status=streaming]').count()) > 0) {
        breaches.push(...(await page.evaluate(findBreaches)))
      }
    }
    breaches.push(...(await page.evaluate(findBreaches)))

    expect({ breaches: [...new Set(breaches)], foreign }).toEqual({ breaches: [], foreign: [] })
  })
})
