// Measures a conversation of ten thousand messages in the page: from the click that opens it to the frame that shows its last
// words, and how many frames come late while one scrolls through it, beside a page of as much text in plain paragraphs that
// are all there from the start. Limits: what a person takes for at once, and 1 %.
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { fillWithLongConversation, lastWords, longTitle, shortTitle } from '../page/long-conversation.ts'
import { record } from '../page/recorder.ts'
import { createMarkdown } from '../page/answer-text.ts'
import { openStage, type Stage } from '../page/stage.ts'
import { median, takeTurns } from '../measure.ts'
import { createRow, type Row } from '../row.ts'

const rounds = 9
const openMs = 150
const latePercent = 1
/** Turns of the wheel: one each 50 ms, upward through about two hundred screens. */
const wheels = 200
const wheelPixels = 800
const scrollRounds = 3
/** About as much text as one scrolls through. */
const plainLength = 2_000_000

interface OpeningWindow {
  opened: Promise<number>
}

export async function measureLongConversation(): Promise<Row[]> {
  const stage = await openStage(fillWithLongConversation)
  const page = stage.program
  try {
    await page.bringToFront()
    await page.getByRole('button', { name: 'Switch AppKey' }).click()
    await page.getByRole('menuitem', { name: 'Shop assistant', exact: true }).click()
    const times: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      await select(page, shortTitle)
      await page.getByText('At nine.').waitFor()
      await page.evaluate(watchOpening, lastWords)
      await select(page, longTitle)
      const opened = await page.evaluate(() => (window as unknown as OpeningWindow).opened)
      // The first one warms up.
      if (round > 0) times.push(opened)
    }
    const [ours = [], plain = []] = await takeTurns(['ours', 'plain'] as const, scrollRounds, (name) =>
      name === 'ours' ? scrollThrough(page, '.message-box') : scrollThroughPlain(stage),
    )
    return [
      createRow('opening a conversation of 10,000 messages', 'ms', { ours: median(times), limit: openMs }),
      createRow('scrolling through 10,000 messages, late frames', '%', {
        ours: 100 * median(ours),
        peer: 100 * median(plain),
        limit: latePercent,
      }),
    ]
  } finally {
    await stage.close()
  }
}

async function select(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Conversations' }).getByText(title, { exact: true }).click()
}

/** The share of frames that came late. */
async function scrollThrough(page: Page, box: string): Promise<number> {
  await page.bringToFront()
  await page.locator(box).hover()
  const { lateShare } = await record(page, async () => {
    for (let wheel = 0; wheel < wheels; wheel += 1) {
      await page.mouse.wheel(0, -wheelPixels)
      await delay(50)
    }
  })
  return lateShare
}

async function scrollThroughPlain(stage: Stage): Promise<number> {
  await stage.load('plain')
  await stage.other.evaluate(fillWithParagraphs, createMarkdown(plainLength))
  return scrollThrough(stage.other, 'main')
}

/** Runs in the page, which is then at the end of the text. */
function fillWithParagraphs(text: string): void {
  const box = document.querySelector('main')
  if (box === null) return
  for (const words of text.split('\n\n')) {
    const paragraph = document.createElement('p')
    paragraph.textContent = words
    box.append(paragraph)
  }
  box.scrollTop = box.scrollHeight
}

/** Runs in the page: measures from the next click to the frame behind the one in which the words are there. */
function watchOpening(words: string): void {
  ;(window as unknown as OpeningWindow).opened = new Promise((resolve) => {
    window.addEventListener(
      'click',
      () => {
        const startedAt = performance.now()
        requestAnimationFrame(function look() {
          const isShown = document.querySelector('[role=log]')?.textContent.includes(words) === true
          if (!isShown) requestAnimationFrame(look)
          else requestAnimationFrame(() => resolve(performance.now() - startedAt))
        })
      },
      { capture: true, once: true },
    )
  })
}
