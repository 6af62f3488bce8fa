// Owns what the Electron shell understands of its command line and environment. Everything else there is Chromium's.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface LaunchOptions {
  /** Undefined: the folder that the system has for programs. */
  readonly dataDir: string | undefined
  readonly isDemo: boolean
}

export function parseLaunch(argv: readonly string[], env: NodeJS.ProcessEnv): LaunchOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' } },
    // Chromium's and the launcher's own switches stand between ours.
    strict: false,
  })
  const named = values['data-dir']
  const dataDir = typeof named === 'string' && named !== '' ? named : env['ADP_DESK_DATA_DIR']
  return { dataDir: dataDir ? resolve(dataDir) : undefined, isDemo: values['demo'] === true }
}
