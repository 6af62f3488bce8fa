// Owns what is known of the applications themselves: fetched when a profile gets the credentials for it, again after a day,
// kept over the end of the program. Nobody waits for it but a person who asks for it. What a card is put together from is
// core/adp/cloud/app-card.ts's matter.
import type { AppCard } from '#shared/app-card.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { AdpConnection } from '#core/adp/client.ts'
import type { FetchAppCard } from '#core/adp/cloud/app-card.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { deleteAppCard, findAppCard, listAppCards, setAppCard } from '#core/store/app-cards.ts'
import type { Database } from '#core/store/open.ts'
import { getProfile } from '#core/store/profiles.ts'
import type { EventHub } from './event-hub.ts'
import { isOtherApplication, type ProfileChange } from './profile-changes.ts'

export interface AppCardDesk {
  list(): AppCard[]
  /** Fetches the card now. Rejects with a FailureError when it cannot be had; the one that is there stays. */
  refresh(profileId: ProfileId): Promise<AppCard>
  /** The profile is looked at or asked: has its card fetched when that is old or missing. Quiet: what goes wrong is logged. */
  consider(profileId: ProfileId): void
  onProfileAdded(profileId: ProfileId): void
  onProfileChanged(profileId: ProfileId, change: ProfileChange): void
  onProfileRemoved(profileId: ProfileId): void
  close(): void
}

export interface AppCardDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  /** The way to the application. Rejects with a FailureError when there is none, for instance without a readable key. */
  readonly describeConnection: (profileId: ProfileId) => Promise<AdpConnection>
  readonly fetchCard: FetchAppCard
}

interface Fetching {
  readonly abort: AbortController
  readonly card: Promise<AppCard>
}

/** How long a card is not asked for again by itself. */
const freshMs = 24 * 60 * 60_000
/** How long after the last attempt, whatever came of it. */
const retryMs = 60 * 60_000

export function createAppCardDesk(options: AppCardDeskOptions): AppCardDesk {
  const { db, clock, log, hub, describeConnection, fetchCard } = options
  const running = new Map<ProfileId, Fetching>()
  /** When the service was last asked, by `clock.elapsed()`. */
  const tried = new Map<ProfileId, number>()

  /** Shared by all who want it at the same time. */
  function fetch(profileId: ProfileId): Promise<AppCard> {
    const known = running.get(profileId)
    if (known) return known.card
    const abort = new AbortController()
    const fetching: Fetching = {
      abort,
      card: fetchOnce(profileId, abort.signal).finally(() => {
        if (running.get(profileId) === fetching) running.delete(profileId)
      }),
    }
    running.set(profileId, fetching)
    return fetching.card
  }

  async function fetchOnce(profileId: ProfileId, signal: AbortSignal): Promise<AppCard> {
    const connection = await describeConnection(profileId)
    refuseWhenAborted(signal)
    tried.set(profileId, clock.elapsed())
    const fetched = await fetchCard(connection, signal)
    refuseWhenAborted(signal)
    if (!fetched.ok) throw new FailureError(fetched.failure)
    const card: AppCard = { ...fetched.value, profileId, fetchedAt: clock.now() }
    setAppCard(db, card)
    hub.publish({ name: 'appCard.changed', payload: { profileId, card } })
    return card
  }

  function fetchQuietly(profileId: ProfileId): void {
    fetch(profileId).catch((error: unknown) => {
      const code = error instanceof FailureError ? error.failure.code : String(error)
      log.warn('app-card.not-fetched', { profile: profileId, code })
    })
  }

  function stop(profileId: ProfileId): void {
    running.get(profileId)?.abort.abort()
    running.delete(profileId)
    tried.delete(profileId)
  }

  function forget(profileId: ProfileId): void {
    deleteAppCard(db, profileId)
    hub.publish({ name: 'appCard.changed', payload: { profileId, card: null } })
  }

  /** Whether there is something to ask with; the demo brings its own. */
  function canAsk(profileId: ProfileId): boolean {
    const { isDemo, isRetired, secretIdHint } = getProfile(db, profileId)
    return isDemo || (secretIdHint !== null && !isRetired)
  }

  function isDue(profileId: ProfileId): boolean {
    const triedAt = tried.get(profileId)
    if (triedAt !== undefined && clock.elapsed() - triedAt < retryMs) return false
    const card = findAppCard(db, profileId)
    // A clock that was set back must not keep a card for ever.
    return card === undefined || Math.abs(clock.now() - card.fetchedAt) >= freshMs
  }

  return {
    list: () => listAppCards(db),
    refresh: (profileId) => fetch(profileId),
    consider(profileId) {
      try {
        if (canAsk(profileId) && isDue(profileId)) fetchQuietly(profileId)
      } catch (error) {
        // Gone meanwhile, or a history that cannot be read: then there is no card.
        log.warn('app-card.not-considered', { profile: profileId, cause: String(error) })
      }
    },
    onProfileAdded(profileId) {
      if (canAsk(profileId)) fetchQuietly(profileId)
    },
    onProfileChanged(profileId, change) {
      const { credentials } = change.secrets
      const isOther = isOtherApplication(change)
      if (!isOther && credentials === undefined) return
      stop(profileId)
      if (isOther || credentials === null) forget(profileId)
      if (canAsk(profileId)) fetchQuietly(profileId)
    },
    onProfileRemoved(profileId) {
      stop(profileId)
      hub.publish({ name: 'appCard.changed', payload: { profileId, card: null } })
    },
    close() {
      for (const profileId of [...running.keys()]) stop(profileId)
    },
  }
}

/** The profile was changed or deleted, or the program ends: what was asked for is not wanted any more. */
function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new FailureError(createFailure('cut-off', { cause: 'ABORTED' }))
}
