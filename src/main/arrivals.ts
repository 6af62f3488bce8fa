// Owns what reaches the running program from the system and from further starts of it: links and names of profiles. They
// may come before the engine has started and are kept until then. What a link means is shared/deep-link.ts's matter.
import { resolve } from 'node:path'
import type { App } from 'electron'
import { z } from 'zod'
import { parseLaunch, type LaunchOptions } from './command-line.ts'

export type Arrival = Pick<LaunchOptions, 'link' | 'profileName'>

export interface Arrivals {
  add(arrival: Arrival): void
  /** Hands over what has come, and from then on everything at once. */
  openTo(receive: (arrival: Arrival) => void): void
}

/** Nobody looks at more links than that; they wait for the engine only while it starts. */
const mostWaiting = 20

export function createArrivals(): Arrivals {
  const waiting: Arrival[] = []
  let receiver: ((arrival: Arrival) => void) | undefined
  return {
    add(arrival) {
      if (receiver) receiver(arrival)
      else if (waiting.length < mostWaiting) waiting.push(arrival)
    },
    openTo(receive) {
      receiver = receive
      waiting.splice(0).forEach(receive)
    },
  }
}

/** What a further start hands to the one that holds the lock: Chromium may put its arguments into another order. */
export function describeStart(argv: readonly string[]): { readonly argv: readonly string[] } {
  return { argv: argv.slice(0, mostArguments) }
}

const mostArguments = 100
const startSchema = z.object({ argv: z.array(z.string()).max(mostArguments) })

/** What another start asks for. It runs as the same person, but may be of another version. */
export function parseStart(description: unknown): Arrival {
  const { link, profileName } = parseLaunch(startSchema.safeParse(description).data?.argv ?? [], {})
  return { link, profileName }
}

/**
 * Makes the program the one that opens its links. The `--` keeps a link from passing for an option; without a packaged
 * program the folder stands in front of it, as on the command line of npm start.
 */
export function claimLinks(
  app: Pick<App, 'isPackaged' | 'getAppPath' | 'setAsDefaultProtocolClient'>,
  executable: string,
): boolean {
  const before = app.isPackaged ? [] : [resolve(app.getAppPath())]
  return app.setAsDefaultProtocolClient('adp-desk', executable, [...before, '--'])
}
