import { ref } from 'vue'
import { describe, expect, it } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { countFramesToRest, paceHost, type FrameClock } from './frame-pace.ts'
import { createListeners } from './listeners.ts'

it.each([
  ['a model that writes quickly', 8, 1, 0],
  ['a burst', 17, 1, 2],
  ['a text that goes on pouring', 150, 3, 2],
  ['one that has calmed down', 24, 3, 0],
  ['nothing that counts', 0, 1, 0],
])('%s', (_situation, grown, elapsed, resting) => {
  expect(countFramesToRest(grown, elapsed)).toBe(resting)
})

/** A window whose frames and timers come when a test says so. */
function createClock() {
  const frames = new Map<number, () => void>()
  const timers = new Map<number, () => void>()
  let last = 0
  const add = (queue: Map<number, () => void>, callback: () => void): number => {
    last += 1
    queue.set(last, callback)
    return last
  }
  const run = (queue: Map<number, () => void>): void => {
    const due = [...queue.values()]
    queue.clear()
    for (const callback of due) callback()
  }
  const clock: FrameClock = {
    requestAnimationFrame: (callback) => add(frames, callback),
    cancelAnimationFrame: (handle) => void frames.delete(handle),
    setTimeout: (callback) => add(timers, callback),
    clearTimeout: (handle) => void timers.delete(handle),
  }
  return { clock, nextFrame: () => run(frames), timeUp: () => run(timers) }
}

function progress(text: string): BridgeEvent {
  return {
    name: 'answer.progressed',
    payload: {
      conversationId: conversationIdSchema.parse('00000000-0000-4000-8000-000000000001'),
      messageId: messageIdSchema.parse('00000000-0000-4000-8000-000000000002'),
      revision: 1,
      events: [{ type: 'text-delta', part: 'text', text }],
    },
  }
}
const removed: BridgeEvent = {
  name: 'conversation.removed',
  payload: { conversationId: conversationIdSchema.parse('00000000-0000-4000-8000-000000000001') },
}

function start() {
  const { clock, ...time } = createClock()
  const events = createListeners<BridgeEvent>()
  const host = paceHost(
    {
      status: ref('connected'),
      on: events.add,
      onReconnected: () => () => undefined,
      call: () => Promise.resolve({ ok: true, value: 'done' }),
    },
    clock,
  )
  const seen: string[] = []
  host.on((event) =>
    seen.push(
      event.name === 'answer.progressed' && event.payload.events[0]?.type === 'text-delta'
        ? event.payload.events[0].text
        : event.name,
    ),
  )
  return { host, seen, emit: events.call, ...time }
}

describe('events of answers', () => {
  it('come together with the next frame, in their order', () => {
    const { seen, emit, nextFrame } = start()
    emit(progress('a'))
    emit(progress('b'))
    const before = [...seen]
    nextFrame()
    expect([before, seen]).toEqual([[], ['a', 'b']])
  })

  it('leave out two frames behind a text that pours in', () => {
    const { seen, emit, nextFrame } = start()
    emit(progress('x'.repeat(17)))
    nextFrame()
    emit(progress('next'))
    const counts = [0, 1, 2].map(() => {
      nextFrame()
      return seen.length
    })
    expect(counts).toEqual([1, 1, 2])
  })

  it('come before any other event that came after them', () => {
    const { seen, emit } = start()
    emit(progress('a'))
    emit(removed)
    expect(seen).toEqual(['a', 'conversation.removed'])
  })

  it('come before the reply to a call that was answered after them', async () => {
    const { host, seen, emit } = start()
    const reply = host.call('app.describe', {}).then(() => seen.push('reply'))
    emit(progress('a'))
    await reply
    expect(seen).toEqual(['a', 'reply'])
  })

  it('come after a while in a window that has no frames', () => {
    const { seen, emit, timeUp } = start()
    emit(progress('a'))
    timeUp()
    expect(seen).toEqual(['a'])
  })

  it('come once', () => {
    const { seen, emit, nextFrame, timeUp } = start()
    emit(progress('a'))
    nextFrame()
    timeUp()
    nextFrame()
    expect(seen).toEqual(['a'])
  })
})
