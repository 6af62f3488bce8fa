import { describe, expect, it } from 'vitest'
import { runStages } from './run-stages.mjs'
import { SetupError } from './setup-error.mjs'
import type { Stage, StageEnd } from './stages.mjs'

const stage = (name: string, isCheck: boolean, run: () => Promise<StageEnd>): Stage => ({
  name,
  isCheck,
  run,
})
const ok = async () => ({ exitCode: 0 })
const exitCodes = async (stages: Stage[], lines: string[] = []) =>
  (await runStages(stages, (line) => lines.push(line))).map(({ name, exitCode }) => [name, exitCode])

describe('runStages', () => {
  it('runs all checks when one fails, and nothing after them', async () => {
    const stages = [
      stage('lint', true, async () => ({ exitCode: 2 })),
      stage('unit', true, ok),
      stage('build', false, ok),
    ]
    expect(await exitCodes(stages)).toEqual([
      ['lint', 2],
      ['unit', 0],
      ['build', undefined],
    ])
  })

  it('begins nothing more after it was told to stop, and is no success then', async () => {
    const stages = [
      stage('lint', true, async () => ({ exitCode: 0, wasAskedToStop: true })),
      stage('unit', true, ok),
    ]
    expect(await exitCodes(stages)).toEqual([
      ['lint', 1],
      ['unit', undefined],
    ])
  })

  it('says the sentence of a set-up that failed and goes on to the summary', async () => {
    const lines: string[] = []
    const stages = [
      stage('build', false, async () => {
        throw new SetupError('The build failed.')
      }),
    ]
    expect([await exitCodes(stages, lines), lines.includes('The build failed.')]).toEqual([
      [['build', 1]],
      true,
    ])
  })
})
