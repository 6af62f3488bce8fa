// Owns what comes to the program from outside its pages and waits for one of them, and what needs none: the profile that a
// command line names is selected here. What a page does with a request is in renderer/src/stores/launch.ts.
import { findProfileNamed, maxWantedNameLength, type LaunchRequest } from '#shared/launch.ts'
import type { Log } from '#core/log.ts'
import type { Database } from '#core/store/open.ts'
import { listProfiles } from '#core/store/profiles.ts'
import { writeSettings } from '#core/store/settings.ts'
import type { EventHub } from './event-hub.ts'

export interface LaunchDesk {
  request(request: LaunchRequest): void
  /** Hands out what waits, oldest first, and forgets it. */
  take(): LaunchRequest[]
  selectNamed(name: string): void
}

export interface LaunchDeskOptions {
  readonly db: Database
  readonly hub: EventHub
  readonly log: Log
}

/** Requests that wait at once; nobody looks at more, and whatever opens links by the thousand is no hand. */
const mostWaiting = 20

export function createLaunchDesk({ db, hub, log }: LaunchDeskOptions): LaunchDesk {
  let waiting: LaunchRequest[] = []

  function request(request: LaunchRequest): void {
    if (waiting.length >= mostWaiting) return log.warn('launch.refused', { reason: 'too many' })
    waiting.push(request)
    hub.publish({ name: 'launch.requested', payload: {} })
  }

  return {
    request,
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    selectNamed(name) {
      const wanted = name.trim().slice(0, maxWantedNameLength)
      const found = findProfileNamed(
        listProfiles(db).filter(({ isRetired }) => !isRetired),
        wanted,
      )
      if (found.type !== 'found') {
        request({ type: 'profile-not-found', name: wanted, matches: found.type })
        return
      }
      try {
        const settings = writeSettings(db, { selectedProfileId: found.profile.id, showsAllProfiles: false })
        hub.publish({ name: 'settings.changed', payload: { settings } })
      } catch (error) {
        // A history that cannot be written can still be read.
        log.error('profile.not-selected', { cause: String(error) })
      }
    },
  }
}
