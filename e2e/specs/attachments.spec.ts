import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { startSimulator } from '../../src/simulator/index.ts'
import { findViolations } from '../find-violations.ts'
import { addProfile, answers, ask, questions, tryTheDemo, untilAnswered, wordsSoFar } from '../steps.ts'
import { expect, test } from '../test.ts'

const png = createPicture()
const pdf = Buffer.from('%PDF-1.7\n')

function chips(page: Page): Locator {
  return page.getByRole('list', { name: 'Files of the question' }).getByRole('listitem')
}

/** As by the button and the picker of the system. */
async function attach(
  page: Page,
  ...files: { name: string; mimeType: string; buffer: Buffer }[]
): Promise<void> {
  const opening = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await opening).setFiles(files)
}

/** A transfer as a drag or a paste carries it. */
function transferOf(page: Page, name: string, type: string, bytes: Buffer) {
  return page.evaluateHandle(
    ([fileName, fileType, base64]) => {
      const transfer = new DataTransfer()
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      transfer.items.add(new File([content], fileName, { type: fileType }))
      return transfer
    },
    [name, type, bytes.toString('base64')] as const,
  )
}

test('files that are picked, pasted and dropped go along with a question, and are there after a restart', async ({
  start,
}) => {
  const first = await start()
  const { page } = first
  await tryTheDemo(page)
  await attach(page, { name: 'picture.png', mimeType: 'image/png', buffer: png })
  await expect(chips(page)).toHaveCount(1)
  await expect(chips(page).locator('img')).toBeVisible()

  const pasted = await transferOf(page, 'screenshot.png', 'image/png', Buffer.concat([png, Buffer.from('2')]))
  await page.getByRole('textbox', { name: 'Message' }).evaluate((field, clipboardData) => {
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, pasted)
  await expect(chips(page)).toHaveCount(2)

  const dropped = await transferOf(page, 'Annual report 年度报告.pdf', 'application/pdf', pdf)
  const column = page.getByRole('textbox', { name: 'Message' })
  await column.dispatchEvent('dragover', { dataTransfer: dropped })
  await expect(page.getByText('Drop the files here')).toBeVisible()
  await column.dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('Drop the files here')).toBeHidden()
  await expect(chips(page)).toHaveCount(3)
  await expect(page.getByText('3 of 3 files are ready')).toBeAttached({ timeout: 30_000 })
  expect(await findViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Remove “screenshot.png”' }).click()
  await expect(chips(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Send' }).click()
  await untilAnswered(page)
  await expect(answers(page)).toContainText('Annual report 年度报告.pdf')
  await expect(answers(page)).toContainText('an image')
  await expect(questions(page).getByRole('img', { name: 'picture.png' })).toBeVisible()
  expect(await findViolations(page)).toEqual([])

  await first.close()
  const second = await start()
  await expect(questions(second.page).getByRole('img', { name: 'picture.png' })).toBeVisible()
  await expect(questions(second.page)).toContainText('Annual report 年度报告.pdf')
})

test('a file waits with its question, and goes along when that is changed', async ({ start }) => {
  const first = await start()
  const { page } = first
  await tryTheDemo(page)
  await ask(page, '/long 20000')
  await wordsSoFar(answers(page), 20)
  const field = page.getByRole('textbox', { name: 'Message' })
  const queue = page.getByRole('region', { name: 'Waiting questions' })
  await attach(page, { name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf })
  await expect(page.getByText('1 of 1 file is ready')).toBeAttached({ timeout: 30_000 })
  await field.fill('Read this.')
  await field.press('Enter')
  await expect(queue.getByRole('listitem')).toHaveText([/Read this/])
  await expect(chips(page)).toHaveCount(0)
  await expect(page.getByText('The question waits as number 1.')).toBeAttached()
  await queue.getByRole('button', { name: /^Edit .*Read this/ }).click()
  await expect(field).toHaveValue('Read this.')
  await expect(chips(page)).toHaveCount(1)
  await field.press('Enter')
  await expect(queue.getByRole('img', { name: /report\.pdf/ })).toBeVisible()
  const waiting = await findViolations(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(queue).toContainText('paused')
  await first.close()

  const { page: again } = await start()
  const kept = again.getByRole('region', { name: 'Waiting questions' })
  await expect(kept.getByRole('img', { name: /report\.pdf/ })).toBeVisible()
  await kept.getByRole('button', { name: 'Ask now' }).click()
  await untilAnswered(again)
  await expect(answers(again).last()).toContainText('report.pdf')
  await expect(kept).toBeHidden()

  await questions(again).last().getByRole('button', { name: 'Edit and ask again' }).click()
  await again.getByRole('textbox', { name: 'Edited question' }).fill('And once more?')
  const editing = await findViolations(again)
  await again.getByRole('button', { name: 'Ask again', exact: true }).click()
  await expect(questions(again)).toHaveCount(3)
  await expect(questions(again).last()).toContainText('report.pdf')
  await untilAnswered(again)
  await expect(answers(again).last()).toContainText('report.pdf')
  expect({ waiting, editing }).toEqual({ waiting: [], editing: [] })
})

test('a document of a question is saved again', { tag: '@browser-only' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await attach(page, { name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf })
  await expect(page.getByText('1 of 1 file is ready')).toBeAttached({ timeout: 30_000 })
  await ask(page, 'Read this.')
  await untilAnswered(page)
  const saving = page.waitForEvent('download')
  await questions(page).getByRole('button', { name: 'Save as: report.pdf' }).click()
  const saved = await saving
  expect([saved.suggestedFilename(), await readFile(await saved.path(), 'utf8')]).toEqual([
    'report.pdf',
    pdf.toString(),
  ])
})

test(
  'what cannot be sent says so, and a file that failed keeps the question until it is gone',
  { tag: '@shell-free' },
  async ({ start }) => {
    const service = await startSimulator({ pace: 'instant' })
    try {
      const { page } = await start()
      await addProfile(page, {
        name: 'Mine',
        appKey: service.demoAppKey,
        serviceUrl: service.url,
        credentials: { ...service.credentials },
      })
      await attach(
        page,
        { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: pdf },
        { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
        { name: 'fail.pdf', mimeType: 'application/pdf', buffer: pdf },
      )
      const composer = page.locator('form.composer')
      await expect(composer).toContainText('tool.exe A file of this type cannot be sent')
      await expect(composer).toContainText('empty.txt The file is empty.')
      await expect(composer).toContainText('The service could not read the document.')
      await page.getByRole('textbox', { name: 'Message' }).fill('/say Read.')
      await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
      expect(await findViolations(page)).toEqual([])

      await page.getByRole('button', { name: 'Dismiss' }).click()
      await page.getByRole('button', { name: 'Remove “fail.pdf”' }).click()
      await expect(chips(page)).toHaveCount(0)
      await page.getByRole('button', { name: 'Send' }).click()
      await expect(answers(page)).toContainText('Read.')
    } finally {
      await service.close()
    }
  },
)

/** A small PNG in one colour. */
function createPicture(): Buffer {
  const [width, height] = [48, 32]
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, checksum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits, red, green and blue.
  head.set([8, 2], 8)
  const line = Buffer.concat([Buffer.alloc(1), Buffer.alloc(width * 3, 140)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
