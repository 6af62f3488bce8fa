// Owns what follows from how an answer was made: table "reply_method" of the dialogue API documents, 1 to 20.

/** An answer of a model, which is meant where nothing else is said. */
export const byModel = 1
export const interrupted = 20

/** Greeting, concurrency and real-time document answers cannot be rated. */
const withoutRating = [6, 7, 14]
/** Fixed texts, Q&A pairs and search results. */
const withoutModel = [2, 3, 4, 5, 6, 7, 8, 11, 15]

export function canBeRated(method: number): boolean {
  return !withoutRating.includes(method)
}

export function isMadeByModel(method: number): boolean {
  return !withoutModel.includes(method)
}
