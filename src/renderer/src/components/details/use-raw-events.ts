// Owns reading what was kept of what the service sent of an answer.
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Message } from '#shared/answer.ts'
import type { CallOutput } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { RawEvent } from '#shared/raw-event.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { getFailure } from '../../stores/get-failure.ts'

export interface RawEvents {
  /** Null until they were read; empty when nothing was kept. */
  readonly events: Ref<readonly RawEvent[] | null>
  /** As a person reads them. */
  readonly text: ComputedRef<string>
  readonly isReading: Ref<boolean>
  readonly failure: Ref<Failure | null>
  read(message: Message): Promise<void>
  clear(): void
}

export function useRawEvents(): RawEvents {
  const bridge = useBridge()
  const events = shallowRef<readonly RawEvent[] | null>(null)
  const isReading = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  /** Counts what was asked for, so that only the newest is shown. */
  let reads = 0

  const text = computed(() =>
    (events.value ?? [])
      .map((event) => `${`${new Date(event.at).toISOString()} ${event.name}`.trimEnd()}\n${event.text}`)
      .join('\n\n'),
  )

  async function read({ conversationId, id: messageId }: Message): Promise<void> {
    const read = ++reads
    isReading.value = true
    failure.value = null
    try {
      const found: RawEvent[] = []
      for (let after: number | null = 0; after !== null && read === reads;) {
        const page: CallOutput<'answer.listRaw'> = await bridge.call('answer.listRaw', {
          conversationId,
          messageId,
          after,
        })
        found.push(...page.events)
        after = page.next
      }
      if (read === reads) events.value = found
    } catch (error) {
      if (read === reads) failure.value = getFailure(error)
    } finally {
      if (read === reads) isReading.value = false
    }
  }

  function clear(): void {
    reads += 1
    events.value = null
    isReading.value = false
    failure.value = null
  }

  return { events, text, isReading, failure, read, clear }
}
