import type { Page } from '@playwright/test'
import { farWords, fillWithLongHistory, longTitle } from '../long-history.ts'
import { ask, conversation, questions, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

const firstQuestion = 'What is on shelf 0?'
const lastQuestion = 'What is on shelf 5000?'

/** Of the message that is at the upper edge of the box, or of the one named: which it is, and how far below that edge it is. */
function readPlace(page: Page, id?: string): Promise<{ id: string; offset: number }> {
  return page.getByRole('region', { name: 'Messages' }).evaluate((box, wanted) => {
    const { top } = box.getBoundingClientRect()
    const articles = [...box.querySelectorAll<HTMLElement>('[data-message-id]')]
    const article = articles.find((each) =>
      wanted === undefined
        ? each.getBoundingClientRect().bottom > top + 1
        : each.dataset['messageId'] === wanted,
    )
    if (!article) return { id: 'none', offset: Infinity }
    return { id: article.dataset['messageId'] ?? '', offset: article.getBoundingClientRect().top - top }
  }, id)
}

/** Two frames on, everything that was to be put right has been. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

async function scrollBy(page: Page, pixels: number): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).evaluate((box, by) => box.scrollBy(0, by), pixels)
  await settle(page)
}

async function openLong(page: Page): Promise<void> {
  await conversation(page, longTitle).click()
  await expect(page.getByText(lastQuestion, { exact: true })).toBeInViewport()
}

test.describe('a conversation of 10,000 messages', () => {
  test.slow() // writes them first

  test(
    'leads to its beginning, to what was looked for in its middle, to a question, and back to its end',
    { tag: '@shell-free' },
    async ({ start, dataDir }) => {
      fillWithLongHistory(dataDir, 5001)
      const { page } = await start()
      await openLong(page)
      const inDocument = await page.getByRole('article').count()
      const region = page.getByRole('region', { name: 'Messages' })
      await region.press('Home')
      await expect(page.getByText(firstQuestion, { exact: true })).toBeInViewport()
      expect(await region.evaluate((box) => box.scrollTop)).toBeLessThan(40)

      await page.keyboard.press('ControlOrMeta+f')
      await page.getByRole('searchbox', { name: 'Find in conversation' }).fill(farWords)
      // All of the conversation is looked through.
      await expect(page.getByText(farWords)).toBeInViewport({ timeout: 60_000 })
      await page.keyboard.press('Escape')

      await page.keyboard.press('ControlOrMeta+Shift+l')
      const outline = page.getByRole('complementary', { name: 'Questions' })
      await outline.getByRole('combobox').fill('shelf 2500?')
      await expect(outline.getByRole('option')).toHaveText(['What is on shelf 2500?'])
      await outline.getByRole('combobox').press('Enter')
      await expect(
        page.getByRole('article').getByText('What is on shelf 2500?', { exact: true }),
      ).toBeInViewport()
      await expect(outline.getByRole('option', { selected: true })).toHaveText('What is on shelf 2500?')
      await page.keyboard.press('Escape')

      // From below the upper edge to it, and on to the next.
      await page.keyboard.press('Alt+ArrowDown')
      await expect(page.locator('article:focus')).toHaveText('What is on shelf 2500?')
      await settle(page)
      await page.keyboard.press('Alt+ArrowDown')
      await expect(page.locator('article:focus')).toHaveText('What is on shelf 2501?')
      await region.press('End')
      await expect(page.getByText(lastQuestion, { exact: true })).toBeInViewport()
      // Those in sight and some around them.
      expect([inDocument, await page.getByRole('article').count()].every((count) => count < 60)).toBe(true)
    },
  )

  test(
    'shows what lies anywhere that the scroll bar is dragged to',
    { tag: '@shell-free' },
    async ({ start, dataDir }) => {
      fillWithLongHistory(dataDir, 5001)
      const { page } = await start()
      await openLong(page)
      const region = page.getByRole('region', { name: 'Messages' })
      for (const share of [0.5, 0.1, 0.9]) {
        await region.evaluate((box, part) => box.scrollTo(0, box.scrollHeight * part), share)
        await expect
          .poll(() =>
            region.evaluate((box) => {
              const { left, top, width, height } = box.getBoundingClientRect()
              const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.row')
              return Number(/shelf (\d+)/.exec(row?.textContent ?? '')?.[1] ?? -1)
            }),
          )
          .toBeGreaterThan(0)
      }
    },
  )
})

test(
  'what is read stays where it is, whatever becomes of the rest',
  { tag: '@shell-free' },
  async ({ start, dataDir }) => {
    fillWithLongHistory(dataDir, 300)
    const { page } = await start()
    await conversation(page, longTitle).click()
    await expect(page.getByText('What is on shelf 299?', { exact: true })).toBeInViewport()
    await scrollBy(page, -2500)
    const region = page.getByRole('region', { name: 'Messages' })
    const moves: Record<string, number> = {}

    async function expectStill(what: string, change: () => Promise<unknown>): Promise<void> {
      await expect.poll(async () => (await readPlace(page)).id).not.toBe('none')
      await settle(page)
      const before = await readPlace(page)
      await change()
      await settle(page)
      await settle(page)
      const after = await readPlace(page, before.id)
      moves[what] = Math.abs(after.offset - before.offset)
    }

    await expectStill('something above grows', () =>
      region.evaluate((box) => {
        const first = box.querySelector('article')
        const picture = document.createElement('div')
        picture.style.height = '333px'
        first?.prepend(picture)
      }),
    )
    await expectStill('something above is folded', () =>
      region.evaluate((box) => box.querySelector('article > div')?.remove()),
    )
    for (let round = 1; round <= 8; round += 1) {
      await scrollBy(page, -1200)
      // Those before them are read on the way.
      await expectStill(`earlier messages come, ${round}`, () => settle(page))
    }
    // Those that were there at first begin at 275.
    const shelves = (await questions(page).allTextContents()).map((text) => Number(/\d+/.exec(text)?.[0]))
    expect(Math.min(...shelves)).toBeLessThan(275)
    await expectStill('the window becomes lower', () => page.setViewportSize({ width: 1280, height: 600 }))
    // A question stands at the upper edge then: of a message that begins above it, the upper part grows too.
    await page.keyboard.press('Alt+ArrowUp')
    await expect(page.locator('article:focus')).toBeInViewport()
    await expectStill('the text becomes larger', () =>
      page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'largest')),
    )
    expect(Object.entries(moves).filter(([, move]) => move > 1)).toEqual([])

    // Coming back within the session.
    const left = await readPlace(page)
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await expect(page.getByRole('article')).toHaveCount(0)
    await conversation(page, longTitle).click()
    await expect(page.getByRole('article')).not.toHaveCount(0)
    await expect
      .poll(async () => Math.abs((await readPlace(page, left.id)).offset - left.offset))
      .toBeLessThanOrEqual(1)
  },
)

test('a growing answer is followed from its end only', { tag: '@shell-free' }, async ({ start }) => {
  test.slow() // an answer of the demo, which takes its time
  const { page } = await start()
  await tryTheDemo(page)
  await page.setViewportSize({ width: 1280, height: 400 })
  await ask(page, '/markdown')
  const region = page.getByRole('region', { name: 'Messages' })
  const distance = () =>
    region.evaluate((box) => Math.round(box.scrollHeight - box.clientHeight - box.scrollTop))
  await expect.poll(() => region.evaluate((box) => box.scrollTop)).toBeGreaterThan(200)
  // Put right in the frame in which the text has grown, which may be the next one.
  await expect.poll(distance).toBeLessThanOrEqual(2)
  await scrollBy(page, -150)
  const left = await region.evaluate((box) => box.scrollTop)
  await expect.poll(distance).toBeGreaterThan(300)
  const stayed = await region.evaluate((box) => box.scrollTop)
  await page.getByRole('button', { name: /Jump to the end: New text/ }).click()
  await expect.poll(distance).toBeLessThanOrEqual(2)
  await untilAnswered(page)
  await expect.poll(distance).toBeLessThanOrEqual(2)
  expect(Math.abs(stayed - left)).toBeLessThanOrEqual(1)
})
