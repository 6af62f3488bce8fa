// Owns connection tests: of a saved profile or of what is typed in its form, with the secrets that were typed or saved. What a
// test does is core/adp/connection-test.ts's.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { CheckedInput } from '#shared/contract/contract.ts'
import type { TestReport } from '#shared/connection-test.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { AdpConnection, TestConnection } from '#core/adp/client.ts'
import type { Database } from '#core/store/open.ts'
import { getProfile } from '#core/store/profiles.ts'
import type { DemoService } from './demo-service.ts'
import { describeSettings } from './describe-settings.ts'
import type { EventHub } from './event-hub.ts'
import type { KeyRing, SecretChanges } from './key-ring.ts'
import { cleanSecrets, hintOf } from './profile-desk.ts'

export interface ConnectionTestDesk {
  /** Resolves with the report, also of a test that was cancelled. */
  start(input: CheckedInput<'connectionTest.start'>): Promise<TestReport>
  /** No error when it has just ended. */
  cancel(testId: string): void
  close(): void
}

export interface ConnectionTestDeskOptions {
  readonly db: Database
  readonly hub: EventHub
  readonly keys: KeyRing
  readonly startDemo: () => Promise<Pick<DemoService, 'serviceUrl' | 'appKey'>>
  readonly testConnection: TestConnection
}

/** Each asks a question that somebody pays for; a page has one. */
const maxTests = 4

const questions = { en: 'Hi', 'zh-CN': '你好' } as const

export function createConnectionTestDesk(options: ConnectionTestDeskOptions): ConnectionTestDesk {
  const { db, hub, keys, startDemo, testConnection } = options
  const running = new Map<string, AbortController>()

  async function findSecrets(
    profileId: ProfileId | undefined,
    entered: SecretChanges,
  ): Promise<Pick<AdpConnection, 'appKey' | 'credentials' | 'serviceUrl'>> {
    const profile = profileId && getProfile(db, profileId)
    if (profile?.isDemo) return startDemo()
    const { appKey: enteredKey, credentials: enteredCredentials } = cleanSecrets(entered)
    const appKey = enteredKey ?? (profileId && (await keys.readAppKey(profileId)))
    if (appKey === undefined) throw new FailureError(createFailure('key-missing'))
    // Null says that the saved ones are to be taken away.
    const isSaved = enteredCredentials === undefined && (profile?.secretIdHint ?? null) !== null
    const saved = isSaved && profileId ? await keys.readCredentials(profileId) : undefined
    const credentials = enteredCredentials ?? saved
    return { appKey, ...(credentials ? { credentials } : {}) }
  }

  return {
    async start({ testId, profileId, settings, language, ...entered }) {
      if (running.has(testId))
        throw new FailureError(createFailure('invalid-input', { cause: 'testId: running' }))
      if (running.size >= maxTests) throw new FailureError(createFailure('too-many-calls'))
      const cancel = new AbortController()
      running.set(testId, cancel)
      try {
        const secrets = await findSecrets(profileId, entered)
        const result = await testConnection(
          { ...describeSettings(settings), ...secrets },
          {
            question: questions[language],
            signal: cancel.signal,
            onProgress: (attempts) =>
              hub.publish({
                name: 'connectionTest.progressed',
                payload: { testId, attempts: [...attempts] },
              }),
          },
        )
        return { ...result, appKeyHint: hintOf(secrets.appKey) }
      } finally {
        running.delete(testId)
      }
    },
    cancel: (testId) => running.get(testId)?.abort(),
    close() {
      for (const cancel of running.values()) cancel.abort()
    },
  }
}
