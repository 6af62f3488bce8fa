import { afterEach, expect, it } from 'vitest'
import { startSimulator } from './index.ts'
import { askEvents, askText, closeSimulators, finalTexts, openSimulator, payloads } from './test-client.ts'

afterEach(closeSimulators)

const questions = ['Hello', 'What is a queue?', '/long 2000', '/tools', '/nasty']

/** All that was said, without the wall clock. */
async function playRun(): Promise<readonly string[]> {
  const simulator = await openSimulator()
  const texts = []
  for (const content of questions) texts.push(await askText(simulator, content))
  return texts.map((text) =>
    text.replaceAll(/_\d{8}_\d{6}_\d{3}_/g, '_TIME_').replaceAll(/"timestamp":\d+/g, ''),
  )
}

it('says the same to the same questions in every run, with the same ids and the same timing', async () => {
  expect(await playRun()).toEqual(await playRun())
})

it('gives the same question the same answer in sessions of any name', async () => {
  const simulator = await openSimulator()
  const answers = [
    await askEvents(simulator, 'Tell me about the universe', { session_id: 'left' }),
    await askEvents(simulator, 'Tell me about the universe', { session_id: 'right' }),
  ].map((events) => [finalTexts(events), payloads(events, 'token_stat').map(({ elapsed }) => elapsed)])
  expect(answers[0]).toEqual(answers[1])
})

it('answers the same question differently the second time', async () => {
  const simulator = await openSimulator()
  const say = async () => finalTexts(await askEvents(simulator, 'Tell me about the universe'))
  const texts = new Set([await say(), await say(), await say()].flat())
  expect(texts.size).toBe(3)
})

it('runs beside others, each with its own memory', async () => {
  const [left, right] = [await openSimulator(), await openSimulator()]
  await askText(left, '/say one')
  expect([left.url === right.url, left.requests.length, right.requests.length]).toEqual([false, 1, 0])
})

it('listens on the port that was asked for, and refuses one that is taken', async () => {
  const simulator = await openSimulator()
  const port = Number(new URL(simulator.url).port)
  await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('offers keys of a real length that open nothing', async () => {
  const simulator = await openSimulator()
  expect([
    simulator.demoAppKey,
    Object.values(simulator.appKeys).filter((key) => !/^Sim\w{5,17}$/.test(key)),
  ]).toEqual([simulator.appKeys.demo, []])
})
