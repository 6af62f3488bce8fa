// Owns the pictures of diagrams that were drawn: each is drawn once for a theme and a width, a few at a time in the order
// they were wanted, and kept while there is room. So a diagram that comes back to the page has its size at once.
import { drawInFrame } from './drawing-frame.ts'
import { maxSourceLength, type DiagramKind, type DrawOutcome, type DrawRequest } from './frame-messages.ts'

export interface DiagramPictures {
  /** What came of it, when it was drawn before. */
  find(kind: DiagramKind, request: DrawRequest): DrawOutcome | undefined
  /** Draws it, or finds it. Rejects with the signal's reason when that is aborted first. */
  draw(kind: DiagramKind, request: DrawRequest, signal: AbortSignal): Promise<DrawOutcome>
}

/** Frames at once. Each is a process of Chromium with the whole of a library in it. */
const maxFrames = 2
/** UTF-16 units of all pictures together. */
const maxKeptLength = 16_000_000

export function createDiagramPictures(draw: typeof drawInFrame): DiagramPictures {
  /** The one that was used last is the last. */
  const kept = new Map<string, DrawOutcome>()
  let keptLength = 0
  let running = 0
  const waiting: (() => void)[] = []

  const keyOf = (kind: DiagramKind, request: DrawRequest) => JSON.stringify([kind, request])

  function find(kind: DiagramKind, request: DrawRequest): DrawOutcome | undefined {
    const key = keyOf(kind, request)
    const outcome = kept.get(key)
    if (outcome) {
      kept.delete(key)
      kept.set(key, outcome)
    }
    return outcome
  }

  function keep(key: string, outcome: DrawOutcome): void {
    if (kept.has(key)) return
    kept.set(key, outcome)
    keptLength += lengthOf(key, outcome)
    for (const [oldKey, old] of kept) {
      if (keptLength <= maxKeptLength) return
      kept.delete(oldKey)
      keptLength -= lengthOf(oldKey, old)
    }
  }

  return {
    find,
    draw: async (kind, request, signal) => {
      if (request.source.length > maxSourceLength) return { type: 'failed', cause: 'too-long', reason: '' }
      if (running < maxFrames) running += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        signal.throwIfAborted()
        const outcome = find(kind, request) ?? (await draw(kind, request, signal))
        // A machine that was busy may have time later.
        if (!(outcome.type === 'failed' && outcome.cause === 'time')) keep(keyOf(kind, request), outcome)
        return outcome
      } finally {
        // The place goes to the next one, or is free.
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}

function lengthOf(key: string, outcome: DrawOutcome): number {
  return key.length + (outcome.type === 'drawn' ? outcome.picture.svg.length : 0)
}

export const diagramPictures: DiagramPictures = createDiagramPictures(drawInFrame)
