// Owns the command line of `npm start`. What each shell does with its arguments is src/main and src/server.
import { parseArgs } from 'node:util'
import { SetupError } from './setup-error.mjs'

/**
 * @typedef {object} StartArguments
 * @property {boolean} wantsHelp
 * @property {boolean} shouldRetryElectron
 * @property {boolean} isDemo
 * @property {string | undefined} profile the name of the profile to open
 * @property {string | undefined} folder where conversations are kept
 * @property {string[]} forServer arguments that only the browser-hosted program understands
 */

export const startHelp = `Starts ADP Desk; installs and builds first what is missing.

  npm start -- [options]

  --demo             opens the demo profile, which needs no AppKey
  --profile NAME     opens the profile of this name
  --data-dir DIR     keeps conversations in DIR (or set ADP_DESK_DATA_DIR)
  --retry-electron   tries to download the Electron runtime again
  --port N           the port, when the program opens in the browser
  --no-open          prints the address and opens no browser
  --help             prints this text`

/**
 * @param {readonly string[]} args
 * @returns {StartArguments}
 */
export function parseStartArguments(args) {
  const { values } = parseOrExplain(args)
  const port = values.port
  return {
    wantsHelp: values.help ?? false,
    shouldRetryElectron: values['retry-electron'] ?? false,
    isDemo: values.demo ?? false,
    profile: values.profile,
    folder: values['data-dir'],
    forServer: [...(port === undefined ? [] : ['--port', port]), ...(values['no-open'] ? ['--no-open'] : [])],
  }
}

/** @param {readonly string[]} args */
function parseOrExplain(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        demo: { type: 'boolean' },
        profile: { type: 'string' },
        'retry-electron': { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    })
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new SetupError(`${what}; npm start -- --help lists what can be given.`)
  }
}
