// History from a file: what is in it is said first, then it is there, and twice is the same as once. And what is missing in
// a conversation is fetched from the service.
import { answers, ask, conversation, openSettings, questions, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

const profileId = '0b1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'
const conversationId = '0b1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0002'
const at = Date.parse('2026-01-31T08:00:00.000Z')

function message(number: number, role: 'user' | 'assistant', text: string): object {
  const id = `0b1c1f0e-4f7a-4a43-9d3e-0c5f0a0a001${number}`
  const parts = [{ type: 'text', key: 'text:1', text, quotes: [], references: [] }]
  const times = { createdAt: at + number, endedAt: at + number }
  return {
    type: 'message',
    message: { id, conversationId, role, status: 'complete', parts, ...times, remote: {} },
  }
}

/** A file as the program exports it. */
function writeFile(): Buffer {
  const profile = {
    id: profileId,
    name: '旅行助手',
    color: 'teal',
    site: 'custom',
    serviceUrl: 'https://adp.example.com',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'desk-1',
    isDemo: false,
    isRetired: false,
    createdAt: at,
  }
  const summary = {
    id: conversationId,
    profileId,
    title: '京都的枫叶',
    createdAt: at,
    updatedAt: at,
    isPinned: false,
    shelf: 'open',
    deletedAt: null,
    folderId: null,
    tagIds: [],
    isUnread: false,
    files: [],
  }
  const entries = [
    { type: 'profile', profile },
    { type: 'conversation', conversation: summary },
    message(1, 'user', '什么时候去京都看枫叶？'),
    message(2, 'assistant', '十一月中下旬。'),
    { type: 'secret', appKey: 'canary' },
    { type: 'end', conversations: 1, messages: 2 },
  ]
  const head = '{"format":"adp-desk-history","version":1,"exportedAt":"2026-01-31T08:00:00.000Z","entries":['
  return Buffer.from(`${head}\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`)
}

const file = { name: '历史记录.json', mimeType: 'application/json', buffer: writeFile() }

test('exported history is looked at, added, and not added a second time', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const data = await openSettings(page, 'Data')
  await data.getByRole('button', { name: 'Import history…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import history' })
  await dialog.getByLabel('Choose a file…').setInputFiles(file)

  await expect(dialog).toContainText('1, of which new: 1')
  await expect(dialog).toContainText('2, of which new: 2')
  await expect(dialog).toContainText('旅行助手')
  await expect(dialog).toContainText('AppKey goes to adp.example.com')
  await expect(dialog).toContainText('One entry is damaged and left out.')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('Imported.')
  await dialog.getByRole('button', { name: 'Choose another file…' }).click()
  await dialog.getByLabel('Choose a file…').setInputFiles(file)
  await expect(dialog.getByRole('status')).toHaveText('Everything in this file is here already.')
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Switch AppKey' }).click()
  await page.getByRole('menuitem', { name: '旅行助手' }).click()
  await conversation(page, '京都的枫叶').click()
  await expect(questions(page)).toHaveText([/什么时候去京都看枫叶？/])
  await expect(answers(page)).toHaveText([/十一月中下旬。/])
})

test('a file that is none of ours is refused with a sentence', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  const data = await openSettings(page, 'Data')
  await data.getByRole('button', { name: 'Import history…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import history' })
  await dialog
    .getByLabel('Choose a file…')
    .setInputFiles({ name: 'photo.json', mimeType: 'application/json', buffer: Buffer.from([0, 1, 255]) })
  await expect(dialog.getByRole('alert')).toContainText('This is not an exported history of ADP Desk.')
})

test(
  'what was streamed is not fetched from the service once more',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    await ask(page, '/say Once')
    await untilAnswered(page)
    await page.getByRole('button', { name: 'Fetch from the service' }).click()
    await expect(page.getByText('Nothing is missing here')).toBeVisible()
    await expect(answers(page)).toHaveCount(1)
  },
)
