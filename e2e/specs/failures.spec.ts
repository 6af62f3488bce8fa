import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSimulator } from '../../src/simulator/index.ts'
import {
  addProfile,
  answers,
  ask,
  questions,
  startConversation,
  tryTheDemo,
  untilAnswered,
} from '../steps.ts'
import { expect, test } from '../test.ts'

test('a wrong AppKey is said in words, with code and request id under Details', async ({ start }) => {
  const simulator = await startSimulator()
  const { page } = await start()
  await addProfile(page, { name: 'Wrong', appKey: 'no-such-key-anywhere', serviceUrl: simulator.url })
  await ask(page, 'Hello')
  await expect(answers(page)).toHaveAttribute('data-status', 'failed')
  await expect(answers(page)).toContainText('does not accept this AppKey')
  await answers(page).getByRole('button', { name: 'Details' }).click()
  await expect(answers(page)).toContainText('4505004')
  await expect(questions(page)).toContainText('Hello')
  await simulator.close()
})

test(
  'a service that cannot be reached fails the answer, and Retry asks again once it can',
  { tag: '@shell-free' },
  async ({ start }) => {
    const simulator = await startSimulator()
    const { url, demoAppKey } = simulator
    await simulator.close()
    const { page } = await start()
    await addProfile(page, { name: 'Later', appKey: demoAppKey, serviceUrl: url })
    await ask(page, '/say Anybody there')
    await expect(answers(page)).toHaveAttribute('data-status', 'failed')
    await expect(answers(page)).toContainText('cannot be reached')

    const again = await startSimulator({ port: Number(new URL(url).port) })
    await page.getByRole('button', { name: 'Retry' }).click()
    await untilAnswered(page)
    await expect(answers(page)).toHaveCount(1)
    await expect(questions(page)).toHaveCount(1)
    await again.close()
  },
)

test('a web page instead of a stream is recognised', { tag: '@shell-free' }, async ({ start }) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel network</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo
  const { page } = await start()
  await addProfile(page, {
    name: 'Hotel',
    appKey: 'some-key-of-mine',
    serviceUrl: `http://127.0.0.1:${port}`,
  })
  await ask(page, 'Hello')
  await expect(answers(page)).toContainText('not as an ADP service')
  server.close()
})

test(
  'the ways in which an answer can end are told, and only what ended badly can be asked again',
  { tag: '@shell-free' },
  async ({ start, service }) => {
    const endings = [
      ['/drop', 'interrupted'],
      ['/cut-utf8', 'interrupted'],
      ['/no-final', 'interrupted'],
      ['/evil', 'refused'],
      ['/error 460011', 'failed'],
      ['/http 503', 'failed'],
      ['/broken-json', 'complete'],
      ['/unknown-event', 'complete'],
      ['/big-line', 'complete'],
      ['/two', 'complete'],
    ] as const
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    for (const [question, status] of endings) {
      await test.step(`${question} ends as ${status}`, async () => {
        await startConversation(page)
        await ask(page, question)
        await untilAnswered(page, status)
        await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(status === 'complete' ? 0 : 1)
      })
    }
  },
)

test(
  'nothing is sent for an empty question, and the text stays when asking fails',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.fill('   ')
    await composer.press('Enter')
    await expect(questions(page)).toHaveCount(0)
    await composer.fill('x'.repeat(200_001))
    await composer.press('Enter')
    await expect(page.getByRole('alert')).toContainText('200,001')
    expect((await composer.inputValue()).length).toBe(200_001)
    await expect(questions(page)).toHaveCount(0)
  },
)
