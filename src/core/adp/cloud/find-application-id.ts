// Owns finding out which application an AppKey belongs to, by whichever call the service has for it.
import type { Result } from '../result.ts'
import type { CloudApi } from './api.ts'
import { fetchApplicationId } from './application.ts'
import { isNotAvailable } from './is-not-available.ts'
import { createAdpToken } from './tokens.ts'
import type { Visitor } from './visitor.ts'

/** By the call that is for it; where that is not there, by the newer service's token, which says it as well. */
export async function findApplicationId(
  api: CloudApi,
  visitor: Visitor,
  signal: AbortSignal,
): Promise<Result<string>> {
  const found = await fetchApplicationId(api, visitor, signal)
  if (found.ok || !isNotAvailable(found.failure)) return found
  const token = await createAdpToken(api, visitor, signal)
  const id = token.ok ? token.value.applicationId : undefined
  return id === undefined ? found : { ok: true, value: id }
}
