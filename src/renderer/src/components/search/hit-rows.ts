// Owns the hits as the rows of a list, grouped by conversation: the first of a run of hits in the same conversation carries its
// title. Hits of a conversation that come with a later stretch begin a new run, so that nothing above them moves.
import type { SearchHit } from '#shared/search.ts'

export interface HitRow {
  /** One text of one message. */
  readonly key: string
  readonly hit: SearchHit
  readonly isFirst: boolean
}

/** A run takes all hits of its conversation among as many as are loaded at a time; they come newest first. */
export function createHitRows(hits: readonly SearchHit[], stretch: number): HitRow[] {
  const rows: HitRow[] = []
  for (let start = 0; start < hits.length; start += stretch) {
    const runs = Map.groupBy(hits.slice(start, start + stretch), ({ conversation }) => conversation.id)
    for (const run of runs.values()) {
      for (const hit of run) {
        const isFirst = rows.at(-1)?.hit.conversation.id !== hit.conversation.id
        rows.push({ key: `${hit.messageId} ${hit.kind}`, hit, isFirst })
      }
    }
  }
  return rows
}
