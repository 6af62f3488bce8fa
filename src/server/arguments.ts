// Owns the command line of the browser-hosted program: words in, options out. What is done with them is
// run-program.ts's matter.
import { parseArgs } from 'node:util'

export interface ServeOptions {
  /** 0: the system picks a free one. */
  readonly port: number
  /** Undefined: the folder of data-dir.ts. */
  readonly dataDir: string | undefined
  readonly openDemo: boolean
  /** The profile to select, as a person calls it. */
  readonly profileName: string | undefined
  readonly openBrowser: boolean
  /** 0: never end by itself. */
  readonly idleMs: number
}

export type Arguments =
  | { readonly type: 'serve'; readonly options: ServeOptions }
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  | { readonly type: 'invalid'; readonly sentence: string }

export const helpText = `ADP Desk, served to a browser on this machine only.

  --port N           listen on this port; 0 or absent picks a free one
  --data-dir DIR     keep history and settings here (or set ADP_DESK_DATA_DIR)
  --demo             open the demo profile, which needs no AppKey
  --profile NAME     open the profile of this name
  --no-open          do not open the browser, only print the address
  --idle-minutes N   end after so long without an open page; 0 is never (default 120)
  --version          print the version
  --help             print this text
`

const defaultIdleMinutes = 120
const longestIdleMinutes = 100_000

export function parseArguments(words: readonly string[]): Arguments {
  const read = readWords(words)
  if (!read.ok) return { type: 'invalid', sentence: read.sentence }
  const { values } = read
  if (values.help) return { type: 'help' }
  if (values.version) return { type: 'version' }

  const port = parseWhole(values.port ?? '0', 65_535)
  if (port === undefined) return invalid('--port takes a number from 0 to 65535')
  const idleMinutes = parseWhole(values['idle-minutes'] ?? String(defaultIdleMinutes), longestIdleMinutes)
  if (idleMinutes === undefined) return invalid('--idle-minutes takes a whole number of minutes')
  if (values.profile?.trim() === '') return invalid('--profile takes the name of a profile')
  if (values['data-dir'] === '') return invalid('--data-dir takes the path of a folder')
  return {
    type: 'serve',
    options: {
      port,
      dataDir: values['data-dir'],
      openDemo: values.demo,
      profileName: values.profile,
      openBrowser: !values['no-open'],
      idleMs: idleMinutes * 60_000,
    },
  }
}

function readWords(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        demo: { type: 'boolean', default: false },
        profile: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        'idle-minutes': { type: 'string' },
        help: { type: 'boolean', default: false },
        version: { type: 'boolean', default: false },
      },
    })
    return { ok: true as const, values }
  } catch (error) {
    // Node's own words name the option; what follows the first sentence is advice for other programs.
    const [sentence = 'The command line is not understood'] = String((error as Error).message).split(
      /\. |\n|\.$/,
    )
    return { ok: false as const, sentence: `${sentence}; --help lists the options.` }
  }
}

function parseWhole(text: string, largest: number): number | undefined {
  if (!/^\d{1,6}$/.test(text)) return undefined
  const number = Number(text)
  return number <= largest ? number : undefined
}

function invalid(sentence: string): Arguments {
  return { type: 'invalid', sentence: `${sentence}; --help lists the options.` }
}
