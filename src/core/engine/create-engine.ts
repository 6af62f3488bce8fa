// Owns the engine: what the program does, put together from its desks. Everything it needs from outside is handed in.
// What a page may ask of it is in handlers.ts.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { AppDescription } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { AdpClient, AdpConnection, Connect } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { getConversation, type StoredConversation } from '#core/store/conversations.ts'
import { closeStore, type Database } from '#core/store/open.ts'
import { getProfile, type StoredProfile } from '#core/store/profiles.ts'
import type { DemoService } from './demo-service.ts'
import { createEventHub } from './event-hub.ts'
import { createHandlers } from './handlers.ts'
import { createKeyRing } from './key-ring.ts'
import { createProfileDesk } from './profile-desk.ts'
import { createQuestionDesk } from './question-desk.ts'
import { sayWhenNotSaved } from './say-when-not-saved.ts'
import type { SecretBox } from './secret-box.ts'
import type { RunningEngine } from './running-engine.ts'

export interface EngineOptions {
  /** The engine's own; closed with it. */
  readonly db: Database
  readonly connect: Connect
  readonly secrets: SecretBox
  readonly clock: Clock
  readonly log: Log
  /** Asked once, when the demo profile is first used. */
  readonly startDemo: () => Promise<DemoService>
  readonly description: AppDescription
}

export function createEngine(options: EngineOptions): RunningEngine {
  const { db, connect, secrets, clock, log, startDemo, description } = options
  const hub = createEventHub(log)
  const keys = createKeyRing(db, secrets)
  const profiles = createProfileDesk({ db, clock, hub, keys })
  const questions = createQuestionDesk({ db, clock, log, hub, openClient, announce })
  let demo: Promise<DemoService> | undefined

  async function openClient(profileId: ProfileId): Promise<AdpClient> {
    const profile = getProfile(db, profileId)
    if (profile.isDemo) {
      demo ??= startDemo().catch((error: unknown) => {
        demo = undefined
        throw error
      })
      return connect({ ...describeWay(profile), ...(await demo) })
    }
    const appKey = await keys.read(profileId)
    if (appKey === undefined) {
      profiles.announce()
      throw new FailureError(createFailure('key-missing'))
    }
    return connect({ ...describeWay(profile), appKey })
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
      createHandlers({ db, clock, hub, description, profiles, questions, summarize, announce }),
      log,
    ),
    subscribe: (listener) => hub.subscribe(listener),
    isBusy: () => questions.isBusy(),
    close() {
      questions.close()
      closeStore(db)
      return Promise.resolve()
    },
  }
}

/** The part of a profile that says how to reach its application. */
function describeWay({
  site,
  serviceUrl,
  visitorId,
  accessMethod,
  protocolVersion,
}: StoredProfile): Omit<AdpConnection, 'appKey'> {
  return {
    site,
    visitorId,
    accessMethod,
    protocolVersion,
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
  }
}
