// Every scenario in every generation, over every transport, in wholes and in pieces: it comes to an end, and says the same
// everywhere.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSimulator, type Simulator } from './index.ts'
import { scenarios } from './scenario-list.ts'
import { closeSockets } from './test-socket.ts'
import { listSpellings, tellers, type Telling } from './test-telling.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(async () => {
  closeSockets()
  await simulator.close()
})

/** Less than they say by themselves, so that the test need not wait. */
const shorter: Readonly<Record<string, string>> = { '/flood': '/flood 3000', '/big-line': '/big-line 2' }

it.each(
  scenarios.filter(({ isEndless }) => isEndless !== true).map((scenario) => [scenario.command, scenario]),
)('says the same for %s everywhere, and comes to an end', async (command, scenario) => {
  const tellings: { readonly telling: Telling }[] = []
  for (const spelling of listSpellings(scenario)) {
    const telling = await tellers[spelling.transport](simulator, spelling, shorter[command] ?? command)
    tellings.push({ ...spelling, telling })
  }
  expect(tellings).toEqual(tellings.map((entry) => ({ ...entry, telling: tellings[0]?.telling })))
})
