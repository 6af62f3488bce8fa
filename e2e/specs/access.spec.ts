import { startSimulator } from '../../src/simulator/index.ts'
import {
  addProfile,
  answers,
  ask,
  conversation,
  startConversation,
  untilAnswered,
  wordsOf,
  wordsSoFar,
} from '../steps.ts'
import { expect, test } from '../test.ts'

const ways = [
  { accessMethod: 'WebSocket', protocolVersion: 'v2', path: '/adp/v2/chat/conn/' },
  { accessMethod: 'WebSocket', protocolVersion: 'v1', path: '/v1/qbot/chat/conn/' },
  { accessMethod: 'HTTP SSE', protocolVersion: 'v2', path: '/adp/v2/chat' },
  { accessMethod: 'HTTP SSE', protocolVersion: 'v1', path: '/v1/qbot/chat/sse' },
]

for (const { accessMethod, protocolVersion, path } of ways) {
  const title = `a chat over ${accessMethod} in ${protocolVersion} streams, stops, goes on and is found again`
  // One of them through every shell.
  test(title, path === '/adp/v2/chat/conn/' ? {} : { tag: '@shell-free' }, async ({ start }) => {
    const simulator = await startSimulator({ pace: 'real' })
    const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
    const first = await start()
    const { page } = first
    await addProfile(page, { name: 'Work', appKey, serviceUrl, accessMethod, protocolVersion, credentials })

    await ask(page, '/say 早上好 👋')
    await untilAnswered(page)
    await expect(answers(page)).toContainText('早上好 👋')
    await expect(page.getByRole('img', { name: new RegExp(`^${accessMethod}, `) })).toBeVisible()

    await ask(page, '/long 20000')
    await wordsSoFar(answers(page).last(), 40)
    await startConversation(page)
    await ask(page, '/tools')
    await untilAnswered(page)
    await conversation(page, '/say 早上好 👋').click()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(answers(page).last()).toHaveAttribute('data-status', 'stopped')
    const kept = await wordsOf(answers(page).last())
    await expect
      .poll(() => simulator.requests.map((request) => [request.path, request.status]))
      .toEqual([
        [path, 'answered'],
        [path, 'aborted'],
        [path, 'answered'],
      ])
    await first.close()

    const { page: again } = await start()
    await conversation(again, '/say 早上好 👋').click()
    await expect(answers(again)).toHaveCount(2)
    expect(await wordsOf(answers(again).last())).toBe(kept)
    await ask(again, '/say Still there')
    await untilAnswered(again)
    await simulator.close()
  })
}

test(
  'a token endpoint opens a WebSocket without any SecretKey',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { demoAppKey: appKey, url: serviceUrl } = simulator
    const { page } = await start()
    await addProfile(page, {
      name: 'Work',
      appKey,
      serviceUrl,
      tokenEndpoint: `${serviceUrl}/token/${appKey}`,
    })
    await ask(page, '/say Hello')
    await untilAnswered(page)
    await expect(page.getByRole('img', { name: 'WebSocket, open' })).toBeVisible()
    expect([simulator.requests.map(({ path }) => path), simulator.cloudCalls]).toEqual([
      ['/adp/v2/chat/conn/'],
      [],
    ])
    await simulator.close()
  },
)

test(
  'a profile that is renamed goes on over the same WebSocket, and its header goes on saying so',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey, serviceUrl, credentials })
    await ask(page, '/say One')
    await untilAnswered(page)
    await expect(page.getByRole('img', { name: 'WebSocket, open' })).toBeVisible()
    await page.getByRole('button', { name: 'Switch AppKey' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog', { name: 'AppKey profile' })
    await dialog.getByLabel('Name', { exact: true }).fill('Play')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('img', { name: 'WebSocket, open' })).toBeVisible()
    await ask(page, '/say Two')
    await expect(page.getByRole('img', { name: 'WebSocket, open' })).toBeVisible()
    expect(simulator.sockets.accepted).toBe(1)
    await simulator.close()
  },
)

test(
  'without a WebSocket the question is asked over HTTP SSE, and the header says why',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
    const { page } = await start()
    const wrong = { ...credentials, secretKey: 'NotTheSecretKeyOfThisAccount0001' }
    await addProfile(page, { name: 'Work', appKey, serviceUrl, credentials: wrong })
    await ask(page, '/say Hello')
    await untilAnswered(page)
    await page.getByRole('button', { name: 'There is no WebSocket at the moment' }).click()
    await expect(page.getByRole('dialog')).toContainText('SecretKey')
    expect(simulator.requests.map(({ path }) => path)).toEqual(['/adp/v2/chat'])
    await simulator.close()
  },
)

test(
  'a connection that is lost keeps the words, and the record of the service completes them',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator({ pace: 'real' })
    const { demoAppKey: appKey, url: serviceUrl, credentials } = simulator
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey, serviceUrl, credentials })
    await ask(page, '/long 1500')
    const before = await wordsSoFar(answers(page), 100)
    simulator.dropSockets()
    await untilAnswered(page)
    const after = await wordsOf(answers(page))
    expect([after.startsWith(before.slice(0, 40)), after.length > before.length]).toEqual([true, true])
    await simulator.close()
  },
)
