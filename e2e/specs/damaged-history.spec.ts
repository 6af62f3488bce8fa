import { spawnSync } from 'node:child_process'
import { chmod, mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { answers, ask, conversation, openSettings, questions, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'
import type { Host } from '../hosts/host.ts'

const question = '/say At nine.'

// Two programs, each started more than once.
test.describe.configure({ timeout: 120_000 })

async function askOnce({ page }: Host): Promise<void> {
  await tryTheDemo(page)
  await ask(page, question)
  await untilAnswered(page)
}

async function overwrite(file: string, offset: number, length: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(length, 0xee), 0, length, offset)
  await handle.close()
}

test('a damaged history is recovered: the messages are there, and the damaged file is kept', async ({
  dataDir,
  start,
}) => {
  const first = await start()
  await askOnce(first)
  await first.close()
  await overwrite(join(dataDir, 'history.db'), 0, 4096)

  const { page } = await start()
  await expect(page.getByRole('heading', { name: 'The history cannot be opened' })).toBeVisible()
  await page.getByRole('button', { name: 'Recover', exact: true }).click()
  await expect(page.getByText('The history was recovered')).toBeVisible()
  await conversation(page, question).click()
  await expect(questions(page)).toHaveText(new RegExp(question))
  await expect(answers(page)).toHaveAttribute('data-status', 'complete')

  await page.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByRole('heading', { name: /^Recovered on/ })).toBeVisible()
  await expect(page.getByText('The history was recovered')).toBeHidden()
  const [folder = ''] = await readdir(join(dataDir, 'damaged'))
  await expect(page.getByText(join(dataDir, 'damaged', folder))).toBeVisible()
  expect(await readdir(join(dataDir, 'damaged', folder))).toEqual(['history.db'])
})

test('a history that cannot be opened gives way to an empty one when that is wanted', async ({
  dataDir,
  start,
}) => {
  const first = await start()
  await askOnce(first)
  await first.close()
  await overwrite(join(dataDir, 'history.db'), 0, 16)

  const { page } = await start()
  await page.getByRole('button', { name: 'Start with an empty history' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start with an empty history' }).click()
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  expect(await readdir(join(dataDir, 'damaged'))).toHaveLength(1)
})

test('the history is checked when somebody asks', async ({ start }) => {
  const host = await start()
  await askOnce(host)
  const section = await openSettings(host.page, 'Data')
  await section.getByRole('button', { name: 'Check the history' }).click()
  await expect(section.getByText(/^All well on .*: 2 messages read/)).toBeVisible()
})

test('a second program on the same data folder is told so, and changes nothing @browser-only', async ({
  start,
}) => {
  const first = await start()
  await askOnce(first)
  const second = await start()
  await expect(second.page.getByRole('heading', { name: 'The history is in use' })).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Recover' })).toBeHidden()
  await ask(first.page, '/say At ten.')
  await untilAnswered(first.page)
})

test('a data folder that takes no writes can be read @browser-only', async ({ dataDir, start }) => {
  const first = await start()
  await askOnce(first)
  await first.close()
  const giveBack = await takeWritesAway(dataDir)
  try {
    const { page, close } = await start()
    await expect(page.getByText('The history can be read but not changed')).toBeVisible()
    await conversation(page, question).click()
    await expect(questions(page)).toHaveText(new RegExp(question))
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.fill('/say At ten.')
    await composer.press('Enter')
    await expect(page.getByText(/The history can only be read/).first()).toBeVisible()
    await expect(composer).toHaveValue('/say At ten.')
    await close()
  } finally {
    await giveBack()
  }
})

/** Permissions do not stop root: for it the folder is mounted once more, for reading. */
async function takeWritesAway(folder: string): Promise<() => Promise<void>> {
  if (process.geteuid?.() !== 0) {
    await chmod(folder, 0o500)
    return () => chmod(folder, 0o700)
  }
  await mkdir(folder, { recursive: true })
  const bound = spawnSync('mount', ['--bind', folder, folder])
  const protectedNow = spawnSync('mount', ['-o', 'remount,bind,ro', folder])
  const giveBack = (): Promise<void> => {
    spawnSync('umount', ['-l', folder])
    return Promise.resolve()
  }
  if (bound.status !== 0 || protectedNow.status !== 0) {
    if (bound.status === 0) await giveBack()
    const reason = 'Root may not mount anything on this machine.'
    console.log(`Skipping the journey with a folder that takes no writes: ${reason}`)
    test.skip(true, reason)
  }
  return giveBack
}
