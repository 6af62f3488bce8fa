import { describe, expect, it } from 'vitest'
import { helpText, parseArguments } from './arguments.ts'

const defaults = {
  port: 0,
  dataDir: undefined,
  openDemo: false,
  profileName: undefined,
  openBrowser: true,
  idleMs: 7_200_000,
}

describe('parseArguments', () => {
  it.each([
    ['nothing', [], {}],
    ['a port', ['--port', '8080'], { port: 8080 }],
    ['port 0', ['--port=0'], {}],
    ['a data folder', ['--data-dir', 'some where'], { dataDir: 'some where' }],
    ['the demo', ['--demo'], { openDemo: true }],
    ['a profile', ['--profile', '旅行 desk'], { profileName: '旅行 desk' }],
    ['no browser', ['--no-open'], { openBrowser: false }],
    ['an idle time', ['--idle-minutes', '5'], { idleMs: 300_000 }],
    ['no idle time', ['--idle-minutes', '0'], { idleMs: 0 }],
  ])('serves with %s', (_situation, words, expected) => {
    expect(parseArguments(words)).toEqual({ type: 'serve', options: { ...defaults, ...expected } })
  })

  it.each([
    ['an unknown option', ['--prot', '1'], "Unknown option '--prot'; --help lists the options."],
    ['a word', ['demo'], "Unexpected argument 'demo'; --help lists the options."],
    ['no port', ['--port'], "Option '--port <value>' argument missing; --help lists the options."],
    [
      'a port that is no number',
      ['--port', '80a'],
      '--port takes a number from 0 to 65535; --help lists the options.',
    ],
    [
      'a port too high',
      ['--port', '65536'],
      '--port takes a number from 0 to 65535; --help lists the options.',
    ],
    ['no folder', ['--data-dir', ''], '--data-dir takes the path of a folder; --help lists the options.'],
    [
      'no name of a profile',
      ['--profile', ' '],
      '--profile takes the name of a profile; --help lists the options.',
    ],
    [
      'half a minute',
      ['--idle-minutes', '0.5'],
      '--idle-minutes takes a whole number of minutes; --help lists the options.',
    ],
  ])('says in one sentence what is wrong with %s', (_situation, words, sentence) => {
    expect(parseArguments(words)).toEqual({ type: 'invalid', sentence })
  })

  it('explains itself instead of complaining when help is asked for', () => {
    expect(parseArguments(['--help', '--port', 'x'])).toEqual({ type: 'help' })
  })

  it('names every option in the help text', () => {
    expect(helpText.match(/--[a-z-]+/g)?.toSorted()).toEqual([
      '--data-dir',
      '--demo',
      '--help',
      '--idle-minutes',
      '--no-open',
      '--port',
      '--profile',
      '--version',
    ])
  })
})
