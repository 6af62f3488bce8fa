// Owns noticing, before it is painted, that something in the list has another size: a message, or the box that all are in.
import { onBeforeUnmount } from 'vue'
import type { MessageId } from '#shared/ids.ts'

export interface RowSizes {
  /** Looks at the messages that are in the document now, and no longer at others. */
  observe(rows: readonly Element[]): void
  observeBox(box: Element): void
}

/** `onChange` is called once for all changes of a frame, after `onRow` was called for each message among them. */
export function useRowSizes(onRow: (id: MessageId, height: number) => void, onChange: () => void): RowSizes {
  const observed = new Set<Element>()
  const observer = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const id = idOfRow(target)
      const height = borderBoxSize[0]?.blockSize
      if (id !== undefined && height !== undefined && target.isConnected) onRow(id, height)
    }
    onChange()
  })
  onBeforeUnmount(() => observer.disconnect())

  return {
    observe(rows) {
      const present = new Set(rows)
      for (const row of observed) {
        if (present.has(row)) continue
        observed.delete(row)
        observer.unobserve(row)
      }
      for (const row of rows) {
        if (observed.has(row)) continue
        observed.add(row)
        observer.observe(row)
      }
    },
    observeBox: (box) => observer.observe(box),
  }
}

export function idOfRow(row: Element): MessageId | undefined {
  // Safe: MessageList.vue writes the IDs of messages there, and nothing else.
  return (row.getAttribute('data-row') ?? undefined) as MessageId | undefined
}
