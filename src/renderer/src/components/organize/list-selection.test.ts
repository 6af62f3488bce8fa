import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { conversationId } from '../../stores/test-host.ts'
import { createListSelection } from './list-selection.ts'

const [one, two, three, four] = [1, 2, 3, 4].map(conversationId)
if (!one || !two || !three || !four) throw new Error('no ids')

function start() {
  const listed = shallowRef([one, two, three, four].flatMap((id) => id ?? []))
  return { listed, selection: createListSelection(() => listed.value) }
}

describe('the selection', () => {
  it('is toggled one by one, and is in the order of the list', () => {
    const { selection } = start()
    selection.toggle(three)
    selection.toggle(one)
    const both = selection.ids.value
    selection.toggle(three)
    expect([both, selection.ids.value, selection.has(one)]).toEqual([[one, three], [one], true])
  })

  it('reaches from where it began to either side', () => {
    const { selection } = start()
    selection.setAnchor(two)
    selection.extendTo(four)
    const down = selection.ids.value
    selection.extendTo(one)
    expect([down, selection.ids.value]).toEqual([
      [two, three, four],
      [one, two],
    ])
  })

  it('begins with what is reached for when its beginning is not in the list', () => {
    const { listed, selection } = start()
    selection.setAnchor(one)
    listed.value = [two, three, four]
    selection.extendTo(three)
    selection.extendTo(four)
    expect(selection.ids.value).toEqual([three, four])
  })

  it('loses what leaves the list, is everything, or nothing', () => {
    const { listed, selection } = start()
    selection.selectAll()
    listed.value = [two, four]
    const some = selection.ids.value
    selection.clear()
    expect([some, selection.ids.value]).toEqual([[two, four], []])
  })
})
