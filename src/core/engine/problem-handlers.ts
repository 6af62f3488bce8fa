// Owns the answers of a program whose history cannot be used: it says what is wrong and refuses everything else, so
// that nothing is overwritten.
import type { AppDescription } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings } from '#shared/settings.ts'

export function createProblemHandlers(description: AppDescription): Handlers {
  function refuse(): never {
    throw new FailureError(createFailure('not-saved', { cause: description.problem?.type ?? 'history' }))
  }
  return {
    'app.describe': () => description,
    'settings.get': () => defaultSettings,
    'settings.set': refuse,
    'profile.list': () => [],
    'profile.add': refuse,
    'profile.update': refuse,
    'profile.duplicate': refuse,
    'profile.reorder': refuse,
    'profile.countHistory': refuse,
    'profile.delete': refuse,
    'profile.addDemo': refuse,
    'connection.list': () => [],
    'connection.wake': () => ({}),
    'conversation.list': refuse,
    'conversation.listAll': refuse,
    'conversation.listRunning': refuse,
    'conversation.findByTitle': refuse,
    'conversation.create': refuse,
    'conversation.open': refuse,
    'conversation.rename': refuse,
    'conversation.delete': refuse,
    'question.ask': refuse,
    'question.retry': refuse,
    'answer.stop': refuse,
  }
}
