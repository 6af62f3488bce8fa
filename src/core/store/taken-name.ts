// Owns which names of folders and tags count as the same: a person who reads them must be able to tell them apart.
import { createFailure, FailureError } from '#shared/failure.ts'

/** Throws `name-taken` when another one of them has the name, in capitals, full width or not. */
export function refuseTakenName<Id>(
  present: readonly { readonly id: Id; readonly name: string }[],
  { id, name }: { readonly id: Id; readonly name: string },
): void {
  const wanted = fold(name)
  if (present.some((other) => other.id !== id && fold(other.name) === wanted))
    throw new FailureError(createFailure('name-taken'))
}

/** The one of them that counts as having this name. */
export function findNamed<Named extends { readonly name: string }>(
  present: readonly Named[],
  name: string,
): Named | undefined {
  return present.find((candidate) => fold(candidate.name) === fold(name))
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
