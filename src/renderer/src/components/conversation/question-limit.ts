// Owns how long a question may be: as the application says, of itself or of the model that the profile has chosen, and never
// longer than the program takes. Characters are code points, as the service is known to count.
import type { AppCard } from '#shared/app-card.ts'
import { maxQuestionLength } from '#shared/contract/contract.ts'
import type { Profile } from '#shared/profile.ts'

export function findQuestionLimit(
  profile: Pick<Profile, 'requestDefaults'> | undefined,
  card: AppCard | undefined,
  /** Chosen for this question alone. */
  model?: string,
): number {
  const limit = findModelLimit(model ?? profile?.requestDefaults?.model, card) ?? card?.maxQuestionLength
  return Math.min(limit ?? maxQuestionLength, maxQuestionLength)
}

/** Only an application in standard mode takes another model than its own. */
function findModelLimit(name: string | undefined, card: AppCard | undefined): number | undefined {
  if (name === undefined || (card?.mode ?? 'standard') !== 'standard') return undefined
  return card?.models.find((model) => model.name === name)?.maxQuestionLength
}

export function countCharacters(text: string): number {
  return Array.from(text).length
}

/** Whether the engine would refuse it, which counts UTF-16 units. */
export function isBeyondProgram(text: string): boolean {
  return text.length > maxQuestionLength
}
