// Owns what the Electron shell understands of its command line and environment. Everything else there is Chromium's.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isDeepLink } from '#shared/deep-link.ts'

export interface LaunchOptions {
  /** Undefined: the folder that the system has for programs. */
  readonly dataDir: string | undefined
  readonly isDemo: boolean
  /** The profile to select, as a person calls it. */
  readonly profileName: string | undefined
  /** The link that the system started the program for, as it came. */
  readonly link: string | undefined
}

export function parseLaunch(argv: readonly string[], env: NodeJS.ProcessEnv): LaunchOptions {
  const { values, positionals } = parseArgs({
    args: argv.slice(1),
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' }, profile: { type: 'string' } },
    allowPositionals: true,
    // Chromium's and the launcher's own switches stand between ours.
    strict: false,
  })
  const named = values['data-dir']
  const dataDir = typeof named === 'string' && named !== '' ? named : env['ADP_DESK_DATA_DIR']
  const { profile } = values
  return {
    dataDir: dataDir ? resolve(dataDir) : undefined,
    isDemo: values['demo'] === true,
    profileName: typeof profile === 'string' && profile.trim() !== '' ? profile : undefined,
    link: positionals.find(isDeepLink),
  }
}
