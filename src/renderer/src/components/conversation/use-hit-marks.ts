// Owns the marks on words that were looked for, painted over the messages without touching them (CSS custom highlights;
// their looks are in styles/search.css). A browser without them marks nothing; the message itself is shown either way.
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue'
import type { MessageId } from '#shared/ids.ts'
import type { StandingMarks } from '../../composables/use-standing-marks.ts'
import { findHits } from './find-hits.ts'
import { listTextBlocks } from './text-blocks.ts'

const hitName = 'search-hit'
const currentName = 'search-current'

export interface HitMarks {
  /** The words at which the person is; undefined when they are not on the page as such. */
  findCurrent(): Range | undefined
}

export function useHitMarks(
  content: Readonly<Ref<HTMLElement | null>>,
  marks: Readonly<Ref<StandingMarks | null>>,
): HitMarks {
  /** What was found in a message, until something in it changes. */
  let found = new WeakMap<Element, readonly Range[]>()
  let frame = 0

  function findRanges(message: Element): readonly Range[] {
    const known = found.get(message)
    if (known) return known
    const terms = marks.value?.terms ?? []
    const ranges = listTextBlocks(message).flatMap((block) =>
      findHits(
        block.map(({ data }) => data),
        terms,
      ).flatMap(({ start, end }) => {
        const [first, last] = [block[start.piece], block[end.piece]]
        if (!first || !last) return []
        const range = document.createRange()
        range.setStart(first, start.place)
        range.setEnd(last, end.place)
        return [range]
      }),
    )
    found.set(message, ranges)
    return ranges
  }

  function findMessage(id: MessageId): Element | null {
    return content.value?.querySelector(`[data-message-id="${id}"]`) ?? null
  }

  function findCurrent(): Range | undefined {
    const current = marks.value?.current
    const message = current && findMessage(current.messageId)
    if (!message) return undefined
    const ranges = findRanges(message)
    const ofKind = current.kind && ranges.find((range) => getRegion(range) === regionOf(current.kind))
    return ofKind ?? ranges[Math.min(current.nth, ranges.length - 1)]
  }

  function paint(): void {
    frame = 0
    if (!('highlights' in CSS)) return
    if (marks.value === null || content.value === null) {
      clear()
      return
    }
    const current = findCurrent()
    const others = [...content.value.querySelectorAll('[data-message-id]')]
      .flatMap(findRanges)
      .filter((range) => range !== current)
    CSS.highlights.set(hitName, new Highlight(...others))
    CSS.highlights.set(currentName, new Highlight(...(current ? [current] : [])))
  }

  function clear(): void {
    CSS.highlights.delete(hitName)
    CSS.highlights.delete(currentName)
  }

  function paintSoon(): void {
    if (frame === 0) frame = requestAnimationFrame(paint)
  }

  const observer = new MutationObserver((mutations) => {
    if (marks.value === null) return
    for (const { target } of mutations) {
      const element = target instanceof Element ? target : target.parentElement
      const message = element?.closest('[data-message-id]')
      if (message) found.delete(message)
    }
    paintSoon()
  })

  watch(marks, (now, before) => {
    if (now?.terms.join('\n') !== before?.terms.join('\n')) found = new WeakMap()
    paintSoon()
  })
  onMounted(() => {
    if (content.value === null) return
    observer.observe(content.value, { childList: true, characterData: true, subtree: true })
    paintSoon()
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    cancelAnimationFrame(frame)
    if ('highlights' in CSS) clear()
  })

  return { findCurrent }
}

type Region = 'thought' | 'references' | 'said'

function getRegion({ startContainer }: Range): Region {
  const region = startContainer.parentElement?.closest('.thought, .references')
  if (!region) return 'said'
  return region.matches('.thought') ? 'thought' : 'references'
}

function regionOf(kind: NonNullable<StandingMarks['current']>['kind']): Region {
  if (kind === 'thought') return 'thought'
  return kind === 'reference' ? 'references' : 'said'
}
