import { describe, expect, it } from 'vitest'
import { parseStartArguments } from './start-arguments.mjs'

const nothing = {
  wantsHelp: false,
  shouldRetryElectron: false,
  isDemo: false,
  profile: undefined,
  folder: undefined,
  forServer: [],
}

describe('parseStartArguments', () => {
  it('asks for nothing special when nothing is given', () => {
    expect(parseStartArguments([])).toEqual(nothing)
  })

  it('keeps what only the browser-hosted program understands apart', () => {
    const args = [
      '--demo',
      '--port',
      '8080',
      '--data-dir=my folder',
      '--no-open',
      '--retry-electron',
      '--profile',
      'Travel desk',
    ]
    expect(parseStartArguments(args)).toEqual({
      wantsHelp: false,
      shouldRetryElectron: true,
      isDemo: true,
      profile: 'Travel desk',
      folder: 'my folder',
      forServer: ['--port', '8080', '--no-open'],
    })
  })

  it.each([
    ['--no-sandbox', "Unknown option '--no-sandbox'; npm start -- --help lists what can be given."],
    ['demo', "Unexpected argument 'demo'; npm start -- --help lists what can be given."],
    ['--port', "Option '--port <value>' argument missing; npm start -- --help lists what can be given."],
  ])('refuses %s in one sentence', (arg, sentence) => {
    expect(() => parseStartArguments([arg])).toThrow(new Error(sentence))
  })
})
