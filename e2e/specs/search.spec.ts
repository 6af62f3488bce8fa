import type { Locator, Page } from '@playwright/test'
import { findViolationsInThemes } from '../find-violations.ts'
import { farWords, fillWithLongHistory, longTitle, repeatedWord, thoughtWords } from '../long-history.ts'
import { addProfile, answers, ask, startConversation, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

function searchbox(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Search all conversations' })
}

/** What is said above the results; the status region says it too. */
function summary(page: Page, text: string): Locator {
  return page.getByRole('complementary', { name: 'Sidebar' }).getByText(text)
}

function results(page: Page): Locator {
  return page.getByRole('list', { name: 'Search results' }).getByRole('listitem')
}

/** The words that stand marked in the messages and are in sight, the one at which the person is first. */
function readMarks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const box = document.querySelector('main .message-box')?.getBoundingClientRect()
    return ['search-current', 'search-hit'].flatMap((name) =>
      [...(CSS.highlights.get(name) ?? [])].flatMap((range) => {
        if (!(range instanceof Range) || !box) return []
        const { top, bottom, height } = range.getBoundingClientRect()
        return height > 0 && top >= box.top && bottom <= box.bottom ? [range.toString()] : []
      }),
    )
  })
}

test.describe('search over all conversations', () => {
  test('finds words of any language from one character on, and says when there are none', async ({
    start,
    service,
  }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await ask(page, '请介绍一下差旅住宿标准')
    await untilAnswered(page)
    await startConversation(page)
    await ask(page, 'Where is the observatory?')
    await untilAnswered(page)

    for (const [text, title] of [
      ['宿', '请介绍一下差旅住宿标准'],
      ['差旅', '请介绍一下差旅住宿标准'],
      ['旅住宿', '请介绍一下差旅住宿标准'],
      ['OBSERVATORY', 'Where is the observatory?'],
      ['serva', 'Where is the observatory?'],
    ] as const) {
      await searchbox(page).fill(text)
      const hit = results(page).filter({ hasText: title })
      await expect(hit.first()).toContainText(text, { ignoreCase: true })
      await expect(hit.first().locator('mark').first()).toHaveText(text, { ignoreCase: true })
    }

    await searchbox(page).fill('nothing is called zyx')
    await expect(summary(page, 'Nothing found for “nothing is called zyx”.')).toBeVisible()
    await expect(results(page)).toHaveCount(0)
    await searchbox(page).press('Escape')
    await expect(searchbox(page)).toHaveValue('')
    await expect(page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  })

  test('brings the person to a message far above, by keyboard alone', async ({ start, dataDir }) => {
    fillWithLongHistory(dataDir)
    const { page } = await start()
    await expect(searchbox(page)).toBeVisible()
    await page.keyboard.press('Control+Shift+F')
    await expect(searchbox(page)).toBeFocused()
    await page.keyboard.type(farWords.slice(3, 9))
    await expect(results(page)).toHaveCount(1)
    await expect(results(page)).toContainText(longTitle)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await expect.poll(() => readMarks(page)).toEqual([farWords.slice(3, 9)])
    const message = answers(page).filter({ hasText: farWords })
    await expect(message).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: `Opened in ${longTitle}.` })).toBeAttached()

    await page.getByRole('button', { name: 'Go to the newest message' }).click()
    await expect(answers(page).last()).toContainText('Shelf 1499')
    await expect(answers(page).last()).toBeInViewport()
  })

  test(
    'opens what was thought, and searches the text that was typed last',
    { tag: '@shell-free' },
    async ({ start, dataDir }) => {
      fillWithLongHistory(dataDir)
      const { page } = await start()
      await searchbox(page).pressSequentially('shelf')
      await searchbox(page).fill(`"${thoughtWords}"`)
      await expect(results(page)).toHaveCount(1)
      await expect(results(page)).toContainText('Thought')
      await searchbox(page).press('Enter')
      await expect.poll(() => readMarks(page)).toEqual([thoughtWords])
      await page.getByRole('button', { name: 'Clear the search' }).click()
      await expect.poll(() => readMarks(page)).toEqual([])
    },
  )

  test(
    'looks where its filters say, and goes on as the list is scrolled',
    { tag: '@shell-free' },
    async ({ start, dataDir }) => {
      fillWithLongHistory(dataDir)
      const { page } = await start()
      await searchbox(page).fill('shelf')
      await expect(summary(page, 'The newest 50 results')).toBeVisible()
      await results(page).first().hover()
      await page.mouse.wheel(0, 20_000)
      await expect(summary(page, 'The newest 100 results')).toBeVisible()

      await page.getByRole('button', { name: 'Filters' }).click()
      await page.getByLabel(/^AppKey/).selectOption({ label: '差旅助手' })
      await expect(summary(page, 'Nothing found for “shelf” with these filters.')).toBeVisible()
      await page.getByRole('group', { name: 'Filters' }).getByText('Clear filters').click()
      await page.getByText('Thoughts').click()
      await expect(results(page)).toHaveCount(1)
      await expect(page.getByRole('button', { name: 'Filters: one set' })).toBeVisible()
    },
  )

  test(
    'has no violations with results and filters in either theme',
    { tag: '@shell-free' },
    async ({ start, dataDir }) => {
      fillWithLongHistory(dataDir, 60)
      const { page } = await start()
      await searchbox(page).fill('shelf')
      await results(page).first().getByRole('button').click()
      await expect(page.locator('article:focus')).toBeInViewport()
      await page.getByRole('button', { name: 'Filters' }).click()
      await page.keyboard.press('Control+F')
      await page.keyboard.type('box')
      await expect(page.getByText(/^\d+ of 60$/)).toBeVisible()
      expect(await findViolationsInThemes(page)).toEqual([])
    },
  )
})

test.describe('search in the open conversation', () => {
  test('goes through all of it, also what is not loaded, and gives the keyboard back', async ({
    start,
    dataDir,
  }) => {
    fillWithLongHistory(dataDir)
    const { page } = await start()
    await page.getByRole('navigation', { name: 'Conversations' }).getByText(longTitle).click()
    await expect(answers(page).last()).toContainText('Shelf 1499')
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.press('Control+F')
    const field = page.getByRole('searchbox', { name: 'Find in conversation' })
    await expect(field).toBeFocused()
    await page.keyboard.type(repeatedWord)
    await expect(page.getByText('3 of 3')).toBeVisible()
    await expect.poll(() => readMarks(page)).toEqual([repeatedWord])

    for (const [key, position, shelf] of [
      ['Shift+Enter', '2 of 3', 'Shelf 500 '],
      ['Shift+F3', '1 of 3', 'Shelf 0 '],
      ['F3', '2 of 3', 'Shelf 500 '],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByText(position)).toBeVisible()
      await expect(answers(page).filter({ hasText: repeatedWord })).toContainText(shelf)
      await expect.poll(() => readMarks(page)).toEqual([repeatedWord])
    }

    await page.keyboard.press('Escape')
    await expect(field).toBeHidden()
    await expect(composer).toBeFocused()
  })

  test('leaves the keys to the browser where there is nothing to find', async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const taken = await page.evaluate(() => {
      const stroke = new KeyboardEvent('keydown', {
        code: 'KeyF',
        ctrlKey: true,
        bubbles: true,
        cancelable: true,
      })
      document.querySelector('main textarea')?.dispatchEvent(stroke)
      return stroke.defaultPrevented
    })
    expect([taken, await page.getByRole('searchbox', { name: 'Find in conversation' }).count()]).toEqual([
      false,
      0,
    ])
  })
})
