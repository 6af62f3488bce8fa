// Owns what an application says of itself, put together from the calls that each tell a part of it. The calls are in
// application.ts, models.ts, tokens.ts and avatar.ts; what is done with the card is the engine's matter.
import { appCardLimits, type AppCard } from '#shared/app-card.ts'
import type { Clock } from '../../clock.ts'
import type { AdpConnection } from '../client.ts'
import type { FindProxy } from '../proxy.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { fail, type Result } from '../result.ts'
import { createCloudApi, type CloudApi } from './api.ts'
import { fetchApplication } from './application.ts'
import { fetchAvatar } from './avatar.ts'
import { findApplicationId } from './find-application-id.ts'
import { fetchModels, type Model } from './models.ts'
import { createLkeToken } from './tokens.ts'
import type { Visitor } from './visitor.ts'

/** A card without what only the engine knows. */
export type AppCardContent = Omit<AppCard, 'profileId' | 'fetchedAt'>

/** Never rejects. A part that cannot be had is left out; without a description of the application there is no card. */
export type FetchAppCard = (connection: AdpConnection, signal: AbortSignal) => Promise<Result<AppCardContent>>

interface AppCardSourceOptions {
  readonly clock: Clock
  readonly findProxy: FindProxy
}

export function createAppCardSource({ clock, findProxy }: AppCardSourceOptions): FetchAppCard {
  return async (connection, signal) => {
    const { credentials } = connection
    if (!credentials) return fail('credentials-missing')
    const api = createCloudApi({ place: connection, credentials, clock, findProxy })
    const applicationId = await findApplicationId(api, connection, signal)
    if (!applicationId.ok) return applicationId
    const [application, models, maxQuestionLength] = await Promise.all([
      fetchApplication(api, { applicationId: applicationId.value }, signal),
      fetchModels(api, signal),
      findMaxQuestionLength(api, connection, signal),
    ])
    if (!application.ok) return application
    const { name, description, greeting, avatarUrl, openingQuestions } = application.value
    const { mode, isRunning, canSearchWeb } = application.value
    const avatar = avatarUrl && (await fetchAvatar(avatarUrl, connection, { clock, findProxy, signal }))
    const limits = appCardLimits
    return {
      ok: true,
      value: omitUndefined<AppCardContent>({
        name: name?.slice(0, limits.name),
        ...(avatar ? { avatar } : {}),
        description: description?.slice(0, limits.text),
        mode,
        isRunning,
        greeting: greeting?.slice(0, limits.text),
        openingQuestions: openingQuestions
          .filter((question) => question.trim() !== '')
          .slice(0, limits.questions)
          .map((question) => question.slice(0, limits.question)),
        maxQuestionLength,
        models: models.ok ? models.value.slice(0, limits.models).flatMap(readModel) : [],
        canSearchWeb,
      }),
    }
  }
}

/**
 * Which model an application uses is told nowhere, so the list of models does not say how long a question may be. The token
 * for a WebSocket of v1 does (`InputLenLimit`, "maximum characters in the input box"); nothing else is done with it.
 */
async function findMaxQuestionLength(
  api: CloudApi,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<number | undefined> {
  const token = await createLkeToken(api, visitor, signal)
  return token.ok ? readLimit(token.value.inputLimit) : undefined
}

function readModel({ name, title, inputLimit }: Model): AppCard['models'] {
  // A name that is cut short names nothing.
  if (name.length > appCardLimits.name) return []
  const maxQuestionLength = readLimit(inputLimit)
  return [omitUndefined({ name, title: title.slice(0, appCardLimits.name), maxQuestionLength })]
}

function readLimit(limit: number | undefined): number | undefined {
  return limit !== undefined && Number.isSafeInteger(limit) && limit > 0 ? limit : undefined
}
