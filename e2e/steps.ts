// Owns the steps that several journeys take, in the words of the person who takes them.
import type { Locator, Page } from '@playwright/test'
import { expect } from './test.ts'

export async function tryTheDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the demo' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
}

export async function ask(page: Page, question: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill(question)
  await composer.press('Enter')
  await expect(questions(page).last()).toContainText(question)
  // Until the program has taken the question, no other one is sent.
  await expect(composer).toHaveValue('')
}

/**
 * Waits for the end of the answer to the question that was asked last, and gives the answer. While that has not come, the
 * question is the last message: an answer before it is never taken for the one that is waited for.
 */
export async function untilAnswered(page: Page, status = 'complete'): Promise<Locator> {
  const isAnswer = page.locator(`[aria-label=Answer][data-status=${status}]`)
  await expect(page.getByRole('article').last().and(isAnswer)).toBeAttached({ timeout: 60_000 })
  return answers(page).last()
}

export async function startConversation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(questions(page)).toHaveCount(0)
}

export function questions(page: Page): Locator {
  return page.getByRole('article', { name: 'Question' })
}

export function answers(page: Page): Locator {
  return page.getByRole('article', { name: 'Answer' })
}

export function conversation(page: Page, title: string): Locator {
  return page.getByRole('navigation', { name: 'Conversations' }).getByText(title, { exact: true })
}

/**
 * Has the demo answer with a block of this language and gives the figure that stands for it. It is being drawn, or has been,
 * when this comes back: a picture (`img`) or a sentence that it cannot be drawn follows.
 */
export async function drawDiagram(
  page: Page,
  language: 'mermaid' | 'echarts',
  source: string,
): Promise<Locator> {
  const count = await answers(page).count()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill(`/say \`\`\`${language}\n${source}\n\`\`\``)
  await composer.press('Enter')
  const answer = answers(page).nth(count)
  await expect(answer).toHaveAttribute('data-status', 'complete', { timeout: 45_000 })
  return answer.getByRole('figure')
}

/** All words of an answer, also those in blocks outside of the window, which are not laid out. */
export async function wordsOf(answer: Locator): Promise<string> {
  return ((await answer.textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

/** The words of an answer, once there are some. */
export async function wordsSoFar(answer: Locator, atLeast = 1): Promise<string> {
  await expect.poll(async () => (await wordsOf(answer)).length).toBeGreaterThan(atLeast)
  return wordsOf(answer)
}

/** Opens the settings at the section of this name. */
export async function openSettings(page: Page, section: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('tab', { name: section }).click()
  return dialog.getByRole('tabpanel', { name: section })
}

export interface ProfileForm {
  readonly name: string
  readonly appKey: string
  readonly serviceUrl: string
  /** As the form shows them. */
  readonly accessMethod?: string
  readonly protocolVersion?: string
  readonly credentials?: { readonly secretId: string; readonly secretKey: string }
  readonly tokenEndpoint?: string
}

/** Opens and fills the form of a new profile for a service of the journey's own. Gives the dialog, which is still open. */
export async function fillProfileForm(
  page: Page,
  form: ProfileForm,
  { isOpen = false } = {},
): Promise<Locator> {
  const { accessMethod, protocolVersion, credentials, tokenEndpoint } = form
  if (!isOpen) await page.getByRole('button', { name: 'Add an AppKey' }).click()
  const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
  const field = (label: string): Locator => dialog.getByLabel(label, { exact: true })
  await field('Name').fill(form.name)
  await field('AppKey').fill(form.appKey)
  await field('Site').selectOption({ label: 'Custom' })
  await field('Service URL').fill(form.serviceUrl)
  if (accessMethod !== undefined) await field('Access method').selectOption({ label: accessMethod })
  if (protocolVersion !== undefined) await field('Protocol version').selectOption({ label: protocolVersion })
  // The form opens them by itself for whoever chooses a WebSocket.
  const fold = dialog.getByRole('button', { name: 'Cloud credentials', expanded: false })
  if ((credentials ?? tokenEndpoint) !== undefined && (await fold.isVisible())) await fold.click()
  if (credentials !== undefined) {
    await field('SecretId').fill(credentials.secretId)
    await field('SecretKey').fill(credentials.secretKey)
  }
  if (tokenEndpoint !== undefined) await field('Token endpoint').fill(tokenEndpoint)
  return dialog
}

/** Adds a profile for a service of the journey's own. */
export async function addProfile(
  page: Page,
  form: ProfileForm,
  { isOpen = false, isRefused = false } = {},
): Promise<void> {
  const dialog = await fillProfileForm(page, form, { isOpen })
  await dialog.getByRole('button', { name: 'Save' }).click()
  if (!isRefused) await expect(dialog).toBeHidden()
}
