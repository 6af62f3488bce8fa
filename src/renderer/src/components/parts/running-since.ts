// Owns since when something that runs was seen running: the service tells how long it took only at its end.

const firstSeen = new Map<string, number>()
/** What ran longest ago is forgotten first; more than this do not run at the same time. */
const maxSeen = 200

/** Milliseconds since the epoch of the first call with this name. The same when a message leaves the page and comes back. */
export function findRunningSince(name: string, now: number): number {
  const known = firstSeen.get(name)
  if (known !== undefined) return known
  firstSeen.set(name, now)
  const [oldest] = firstSeen.keys()
  if (firstSeen.size > maxSeen && oldest !== undefined) firstSeen.delete(oldest)
  return now
}
