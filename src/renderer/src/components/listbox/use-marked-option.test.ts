import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { useMarkedOption } from './use-marked-option.ts'

function press(key: string, held: Partial<KeyboardEvent> = {}) {
  let isTaken = false
  const event = { key, preventDefault: () => (isTaken = true), ...held } as unknown as KeyboardEvent
  return { event, isTaken: () => isTaken }
}

/** What was shown and chosen by the keys, in order, for a list of some options. */
function follow(count: number, keys: readonly string[]): string[] {
  const log: string[] = []
  const option = useMarkedOption({
    count: () => count,
    show: (index) => log.push(`show ${index}`),
    choose: (index) => log.push(`choose ${index}`),
  })
  for (const key of keys) option.onKeyDown(press(key).event)
  return log
}

describe('the marked option of a list', () => {
  it('goes down and up by the arrows, and round at the ends', () => {
    expect(follow(3, ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'])).toEqual([
      'show 1',
      'show 2',
      'show 0',
      'show 2',
    ])
  })

  it('goes by pages, and stops at the ends', () => {
    expect(follow(12, ['PageDown', 'PageDown', 'PageUp', 'PageUp', 'Enter'])).toEqual([
      'show 8',
      'show 11',
      'show 3',
      'show 0',
      'choose 0',
    ])
  })

  it('is the last one of a list that became shorter', () => {
    const count = shallowRef(5)
    const option = useMarkedOption({ count: () => count.value, show: () => {}, choose: () => {} })
    option.point(4)
    count.value = 2
    expect(option.index.value).toBe(1)
  })

  it('is none in an empty list, where Enter and the arrows do nothing', () => {
    expect(follow(0, ['Enter', 'ArrowDown', 'PageUp'])).toEqual([])
  })

  it('leaves keys with a modifier to whom they belong', () => {
    const stroke = press('ArrowDown', { altKey: true })
    useMarkedOption({ count: () => 3, show: () => {}, choose: () => {} }).onKeyDown(stroke.event)
    expect(stroke.isTaken()).toBe(false)
  })
})
