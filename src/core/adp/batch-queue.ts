// Owns the step from callbacks to iteration: what is pushed while nobody reads is read together, so that a burst costs
// one turn of the reader and not one for each item.

export interface BatchQueue<Item> extends AsyncIterable<readonly Item[]> {
  push(...items: readonly Item[]): void
  /** What was pushed is still read; what comes later is not. */
  end(): void
}

export function createBatchQueue<Item>(): BatchQueue<Item> {
  let items: Item[] = []
  let hasEnded = false
  /** Set while the reader waits. */
  let wake: (() => void) | undefined

  async function* read(): AsyncGenerator<readonly Item[], undefined> {
    for (;;) {
      if (items.length > 0) {
        const batch = items
        items = []
        yield batch
      } else if (hasEnded) {
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        wake = undefined
      }
    }
  }

  return {
    push(...more) {
      if (hasEnded) return
      for (const item of more) items.push(item)
      wake?.()
    },
    end() {
      hasEnded = true
      wake?.()
    },
    [Symbol.asyncIterator]: read,
  }
}
