// Owns the engine: what the program does, put together from its desks. Everything it needs from outside is handed in.
// What a page may ask of it is in handlers.ts.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { AppDescription } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { AdpClient, AdpConnection, Connect, SocketPool } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { getConversation, type StoredConversation } from '#core/store/conversations.ts'
import { closeStore, type Database } from '#core/store/open.ts'
import { getProfile, type StoredProfile } from '#core/store/profiles.ts'
import { createConnectionDesk } from './connection-desk.ts'
import type { DemoService } from './demo-service.ts'
import { createEventHub } from './event-hub.ts'
import { createHandlers } from './handlers.ts'
import { createKeyRing } from './key-ring.ts'
import { createProfileDesk } from './profile-desk.ts'
import { createProfileListDesk } from './profile-list-desk.ts'
import { createQuestionDesk } from './question-desk.ts'
import { sayWhenNotSaved } from './say-when-not-saved.ts'
import type { SecretBox } from './secret-box.ts'
import type { RunningEngine } from './running-engine.ts'

export interface EngineOptions {
  /** The engine's own; closed with it. */
  readonly db: Database
  readonly connect: Connect
  /** The connections behind `connect`, which outlive single questions; closed with the engine. */
  readonly sockets: Pick<SocketPool, 'wake' | 'close'>
  readonly secrets: SecretBox
  readonly clock: Clock
  readonly log: Log
  /** Asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  readonly description: AppDescription
}

export function createEngine(options: EngineOptions): RunningEngine {
  const { db, connect, sockets, secrets, clock, log, startDemo, description } = options
  const hub = createEventHub(log)
  const keys = createKeyRing(db, secrets)
  const profiles = createProfileDesk({ db, clock, hub, keys })
  const connections = createConnectionDesk({ db, clock, hub, attempt })
  const questions = createQuestionDesk({ db, clock, log, hub, openClient, announce })
  const profileList = createProfileListDesk({ db, clock, hub, keys, profiles, questions, connections })
  let demo: Promise<DemoService> | undefined

  async function openClient(profileId: ProfileId): Promise<AdpClient> {
    const profile = getProfile(db, profileId)
    if (profile.isDemo) {
      demo ??= startDemo().catch((error: unknown) => {
        demo = undefined
        throw error
      })
      return connect({ ...describeWay(profile), ...(await demo) }, connections.createReport(profileId))
    }
    const appKey = await keys.readAppKey(profileId)
    if (appKey === undefined) {
      profiles.announce()
      throw new FailureError(createFailure('key-missing'))
    }
    return connect(
      { ...describeWay(profile), ...(await readCredentials(profile)), appKey },
      connections.createReport(profileId),
    )
  }

  /** Without them an answer can still come, another way; the profile then says that they are missing. */
  async function readCredentials({
    id,
    secretIdHint,
  }: StoredProfile): Promise<Pick<AdpConnection, 'credentials'>> {
    if (secretIdHint === null) return {}
    const credentials = await keys.readCredentials(id)
    if (credentials !== undefined) return { credentials }
    profiles.announce()
    return {}
  }

  function attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error('history.failed', { cause: String(error) })
    }
  }

  /** The part of a profile that says how to reach its application, and what is known about that. */
  function describeWay(profile: StoredProfile): Omit<AdpConnection, 'appKey'> {
    const { id, site, serviceUrl, cloudApiUrl, tokenEndpointUrl, visitorId, accessMethod, protocolVersion } =
      profile
    const known = connections.findKnown(id)
    return {
      site,
      visitorId,
      accessMethod,
      protocolVersion,
      ...(serviceUrl === undefined ? {} : { serviceUrl }),
      ...(cloudApiUrl === undefined ? {} : { cloudApiUrl }),
      ...(tokenEndpointUrl === undefined ? {} : { tokenEndpointUrl }),
      ...(known === undefined ? {} : { known }),
    }
  }

  function wake(): void {
    log.info('engine.wake')
    sockets.wake()
  }

  function summarize(conversation: StoredConversation): ConversationSummary {
    return { ...conversation, isRunning: questions.isRunning(conversation.id) }
  }

  function announce(conversationId: ConversationId): void {
    hub.publish({
      name: 'conversation.changed',
      payload: { conversation: summarize(getConversation(db, conversationId)) },
    })
  }

  return {
    handlers: sayWhenNotSaved(
      createHandlers({
        db,
        clock,
        hub,
        description,
        profiles,
        profileList,
        questions,
        connections,
        wake,
        summarize,
        announce,
      }),
      log,
    ),
    subscribe: (listener) => hub.subscribe(listener),
    isBusy: () => questions.isBusy(),
    wake,
    close() {
      questions.close()
      sockets.close()
      closeStore(db)
      return Promise.resolve()
    },
  }
}
