import type { Page } from '@playwright/test'
import {
  attackedConversations,
  fillWithAttacks,
  sampleConversation,
  type AttackedConversation,
} from '../attacks/attacked-history.ts'
import { findBreaches } from '../attacks/find-breaches.ts'
import { mermaidAttacks } from '../attacks/diagrams.ts'
import { textAttacks } from '../attacks/texts.ts'
import { addProfile, answers, ask, conversation, untilAnswered } from '../steps.ts'
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

/** Runs in the page: opens everything in sight that is folded; two frames on, diagrams that are near know that they are. */
function unfold(): Promise<unknown> {
  const folded = '[role=log] button[aria-expanded=false]:not([aria-haspopup])'
  for (const button of document.querySelectorAll<HTMLElement>(folded)) button.click()
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

/** Runs in the page: how many diagrams are being drawn. */
function countDrawn(): number {
  return document.querySelectorAll('figure.diagram[aria-busy=true]').length
}

interface Look {
  /** What was wrong on the way. */
  readonly breaches: readonly string[]
  /** How many answers there were. */
  readonly seen: number
}

/** Shows all of the open conversation, from its end to its beginning. */
async function lookThrough(page: Page): Promise<Look> {
  const breaches = new Set<string>()
  const seen = new Set<string | null>()
  const box = page.getByRole('region', { name: 'Messages' })
  await box.hover()
  for (let step = 0; step < 300; step += 1) {
    await page.evaluate(unfold)
    await expect.poll(() => page.evaluate(countDrawn), { timeout: 120_000 }).toBe(0)
    for (const breach of await page.evaluate(findBreaches)) breaches.add(breach)
    const ids = await answers(page).evaluateAll((all) =>
      all.map((one) => one.getAttribute('data-message-id')),
    )
    for (const id of ids) seen.add(id)
    if (step > 0 && (await box.evaluate((element) => element.scrollTop)) === 0) break
    await page.mouse.wheel(0, -1800)
  }
  return { breaches: [...breaches], seen: seen.size }
}

/** In the frame of a diagram, whose own policy allows nothing but its script; the page's has no hash, and names its sources. */
const deathsInFrames = /script-src 'sha256-|directive:? "?'?default-src 'none'/

test.describe('attacks in what a service sends', () => {
  test.use({ expectedMessages: [deathsInFrames] })
  test.setTimeout(300_000)

  function stayWordsInTheHistory({ title, answers: count }: AttackedConversation, tag: string): void {
    test(`stay words in the history: ${title}`, { tag }, async ({ start, dataDir }) => {
      fillWithAttacks(dataDir)
      // So high that there is much to see at a time.
      const { page } = await start({ viewport: { width: 1280, height: 2400 } })
      const foreign = await watch(page)
      await conversation(page, title).click()
      await expect(answers(page).last()).toBeVisible()

      const { breaches, seen } = await lookThrough(page)

      expect({ breaches, foreign, seen }).toEqual({ breaches: [], foreign: [], seen: count })
    })
  }

  // What the page makes of an attack is the same in every shell. The shells differ in what keeps a page or a frame that
  // was taken in from going on: of that the desktop program has to show some of every kind.
  for (const attacked of attackedConversations) stayWordsInTheHistory(attacked, '@shell-free')
  stayWordsInTheHistory(sampleConversation, '@desktop-only')

  const diagrams = mermaidAttacks.slice(0, 12).map((source) => `\`\`\`mermaid\n${source}\n\`\`\``)
  const texts = [...textAttacks.filter((text) => !text.startsWith('```') && text.length < 400), ...diagrams]

  for (const [title, asked, tag] of [
    ['stay words while they are streamed', texts, '@shell-free'],
    [
      'stay words while a few of them are streamed',
      texts.filter((_, index) => index % 10 === 0),
      '@desktop-only',
    ],
  ] as const) {
    test(title, { tag }, async ({ start, service }) => {
      const { page } = await start()
      await addProfile(page, { name: 'Attacked', appKey: service.demoAppKey, serviceUrl: service.url })
      const foreign = await watch(page)
      const breaches: string[] = []
      for (let first = 0; first < asked.length; first += 90) {
        await ask(page, `/say ${asked.slice(first, first + 90).join('\n\n')}`)
        let isOver = false
        const ended = untilAnswered(page).finally(() => (isOver = true))
        while (!isOver) breaches.push(...(await page.evaluate(findBreaches)))
        await ended
      }
      await expect.poll(() => page.evaluate(countDrawn), { timeout: 120_000 }).toBe(0)
      breaches.push(...(await page.evaluate(findBreaches)))

      expect({ breaches: [...new Set(breaches)], foreign }).toEqual({ breaches: [], foreign: [] })
    })
  }
})
