import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Reference } from '#shared/part.ts'
import { closeAfterMs, openAfterMs, useReferenceCard } from './use-reference-card.ts'

const references: readonly Reference[] = [
  { index: '1', kind: 'document', title: 'Leave policy' },
  { index: '2', kind: 'web', title: 'A page', url: 'https://example.com/' },
]
/** All that is asked of a mark is whether it is still on the page. */
const anchor = { isConnected: true } as unknown as HTMLElement

function start() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const visited: string[] = []
  const scope = effectScope()
  const card = scope.run(() =>
    useReferenceCard({ list: () => references, goTo: ({ index }) => visited.push(index) }),
  )!
  onTestFinished(() => {
    scope.stop()
    vi.useRealTimers()
  })
  const describeShown = () => {
    const { shown } = card
    return shown.value && `${shown.value.reference.index}${shown.value.takesKeyboard ? ' with keyboard' : ''}`
  }
  return { card, visited, describeShown }
}

describe('the card of a source', () => {
  it('opens when the pointer rests at a mark, and not when it passes over', () => {
    const { card, describeShown } = start()
    card.point('1', anchor)
    vi.advanceTimersByTime(openAfterMs - 1)
    card.leave()
    vi.advanceTimersByTime(1000)
    const passed = describeShown()
    card.point('2', anchor)
    vi.advanceTimersByTime(openAfterMs)
    expect([passed, describeShown()]).toEqual([null, '2'])
  })

  it('stays while the pointer is in it, and closes after it has left', () => {
    const { card, describeShown } = start()
    card.point('1', anchor)
    vi.advanceTimersByTime(openAfterMs)
    card.leave()
    card.stay()
    vi.advanceTimersByTime(1000)
    const inside = describeShown()
    card.leave()
    vi.advanceTimersByTime(closeAfterMs)
    expect([inside, describeShown()]).toEqual(['1', null])
  })

  it('opened by a key has the keyboard, and a pointer that passes does not take it away', () => {
    const { card, describeShown } = start()
    card.choose('1', anchor, false)
    card.point('2', anchor)
    card.leave()
    vi.advanceTimersByTime(1000)
    const shown = describeShown()
    card.close()
    expect([shown, describeShown()]).toEqual(['1 with keyboard', null])
  })

  it('makes way for the source in the list when a mark is clicked', () => {
    const { card, visited, describeShown } = start()
    card.point('2', anchor)
    vi.advanceTimersByTime(openAfterMs)
    card.choose('2', anchor, true)
    vi.advanceTimersByTime(1000)
    expect([visited, describeShown()]).toEqual([['2'], null])
  })

  it('is not there for a mark without a source', () => {
    const { card, visited, describeShown } = start()
    card.choose('9', anchor, false)
    card.choose('9', anchor, true)
    card.point('9', anchor)
    vi.advanceTimersByTime(1000)
    expect([visited, describeShown()]).toEqual([[], null])
  })
})
