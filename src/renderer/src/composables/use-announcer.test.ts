import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useAnnouncer } from './use-announcer.ts'

it('what is said at the same moment is one announcement, and what is said later another one', async () => {
  const { current, announce } = useAnnouncer()
  await nextTick()
  const { id } = current.value
  announce('The answer is finished.')
  announce('The next question is asked.')
  const together = { ...current.value }
  await nextTick()
  announce('The answer has started.')
  expect([together, current.value]).toEqual([
    { id: id + 1, text: 'The answer is finished. The next question is asked.' },
    { id: id + 2, text: 'The answer has started.' },
  ])
})
