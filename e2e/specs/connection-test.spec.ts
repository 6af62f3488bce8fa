import type { Locator } from '@playwright/test'
import { startSimulator, type Simulator } from '../../src/simulator/index.ts'
import { fillProfileForm } from '../steps.ts'
import { expect, test } from '../test.ts'

let simulator: Simulator
test.beforeEach(async () => {
  simulator = await startSimulator()
})
test.afterEach(() => simulator.close())

/** Every step with how it went, in the order in which they stand there. */
async function listSteps(result: Locator): Promise<string[]> {
  const steps = await result.getByRole('listitem').all()
  return Promise.all(
    steps.map(async (step) => {
      const how = await step.getByRole('img').getAttribute('aria-label')
      return `${await step.locator('.name').innerText()}: ${how}`
    }),
  )
}

test('a WebSocket is tested step by step before the profile is saved', async ({ start }) => {
  const { page } = await start()
  const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
  const dialog = await fillProfileForm(page, { name: 'Work', appKey, serviceUrl, credentials })
  await dialog.getByRole('button', { name: 'Test connection' }).click()

  const result = dialog.getByRole('region', { name: 'Connection test' })
  await expect(result).toContainText('The connection works: WebSocket, v2.')
  expect(await listSteps(result)).toEqual([
    'Settings: Passed',
    'Name: Passed',
    'Connection: Passed',
    'Encryption: Skipped',
    'Token: Passed',
    'WebSocket handshake: Passed',
    'First event: Passed',
    'First words: Passed',
  ])
  expect(simulator.requests.map(({ path }) => path)).toEqual(['/adp/v2/chat/conn/'])
})

test('HTTP SSE of the first generation likewise', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  const dialog = await fillProfileForm(page, {
    name: 'Work',
    appKey: simulator.demoAppKey,
    serviceUrl: simulator.url,
    accessMethod: 'HTTP SSE',
    protocolVersion: 'v1',
  })
  await dialog.getByRole('button', { name: 'Test connection' }).click()

  const result = dialog.getByRole('region', { name: 'Connection test' })
  await expect(result).toContainText('The connection works: HTTP SSE, v1.')
  expect(await listSteps(result)).toEqual([
    'Settings: Passed',
    'Name: Passed',
    'Connection: Passed',
    'Encryption: Skipped',
    'Request: Passed',
    'First event: Passed',
    'First words: Passed',
  ])
})

test('a wrong AppKey is named, with what to do, and the copied text has no secret', async ({ start }) => {
  const { page } = await start()
  const appKey = 'NobodyHasThisAppKeyQwErTyUiOpZxcv1234'
  const { url: serviceUrl, credentials } = simulator
  const dialog = await fillProfileForm(page, {
    name: 'Work',
    appKey,
    serviceUrl,
    credentials,
    accessMethod: 'HTTP SSE',
    protocolVersion: 'v2',
  })
  await dialog.getByRole('button', { name: 'Test connection' }).click()

  const result = dialog.getByRole('region', { name: 'Connection test' })
  await expect(result).toContainText('The connection does not work.')
  await expect(result).toContainText('Copy the AppKey again from the console of the deployment')
  await result.getByRole('button', { name: 'Copy' }).click()
  await expect(result.getByRole('button', { name: 'Copied' })).toBeVisible()
  // The page may not read the clipboard; a person may paste it.
  const name = dialog.getByLabel('Name', { exact: true })
  await name.fill('')
  await name.press('ControlOrMeta+V')
  const copied = await name.inputValue()
  expect([
    copied.includes('ends in 1234'),
    [appKey, credentials.secretId, credentials.secretKey].filter((secret) => copied.includes(secret)),
  ]).toEqual([true, []])
})

test('a test that takes too long is cancelled', { tag: '@shell-free' }, async ({ start }) => {
  const { page } = await start()
  const slow = await startSimulator({ pace: 60_000 })
  const dialog = await fillProfileForm(page, {
    name: 'Work',
    appKey: slow.demoAppKey,
    serviceUrl: slow.url,
  })
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await dialog.getByRole('button', { name: 'Cancel test' }).click()
  const result = dialog.getByRole('region', { name: 'Connection test' })
  await expect(result).toContainText('The test was cancelled.')
  await expect(dialog.getByRole('button', { name: 'Test connection' })).toBeVisible()
  await slow.close()
})
