import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '../test.ts'

async function hash(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}

test('a history of a newer version is named and left alone', async ({ dataDir, start }) => {
  const first = await start()
  await expect(first.page.getByRole('button', { name: 'Try the demo' })).toBeVisible()
  await first.close()
  const file = join(dataDir, 'history.db')
  const db = new Database(file)
  db.pragma('user_version = 9999')
  db.pragma('journal_mode = DELETE')
  db.close()
  const before = await hash(file)
  const { page, close } = await start()
  await expect(page.getByText(file)).toBeVisible()
  await expect(page.getByText(/newer/i).first()).toBeVisible()
  await close()
  expect(await hash(file)).toBe(before)
})

test('a history that is no database is named and left alone', async ({ dataDir, start }) => {
  const file = join(dataDir, 'history.db')
  await writeFile(file, 'This was my thesis, saved under the wrong name.'.repeat(200))
  const before = await hash(file)
  const { page, close } = await start()
  await expect(page.getByText(file)).toBeVisible()
  await close()
  expect(await hash(file)).toBe(before)
})
