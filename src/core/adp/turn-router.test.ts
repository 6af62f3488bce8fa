import { describe, expect, it } from 'vitest'
import type { EventAddress, ReceivedEvent } from './channel.ts'
import { createTurnRouter } from './turn-router.ts'

/** A router of turns that are letters; what was delivered to whom, in words. */
function openRouter() {
  const delivered: string[] = []
  const router = createTurnRouter<string>({
    // In these tests the body is the address itself. Safe: only `send` makes bodies.
    readAddress: (body) => body as EventAddress,
    deliver: (turn, event) => delivered.push(`${turn}:${event.text}`),
    deliverToAll: (event) => delivered.push(`all:${event.text}`),
  })
  let count = 0
  return {
    router,
    delivered,
    send(address: EventAddress) {
      count += 1
      const event: ReceivedEvent = { type: 'event', name: undefined, body: address, text: String(count) }
      router.route(event)
    },
  }
}

/** A turn in a conversation of its own. */
function ids(requestId: string) {
  return { requestId, conversationId: `c-of-${requestId}` }
}

describe('an event on a shared socket', () => {
  it('goes to the turn whose request it names', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ requestId: 'q-b' })
    send({ requestId: 'q-a' })
    send({ requestId: 'of another device' })
    expect(delivered).toEqual(['B:1', 'A:2'])
  })

  it('goes by its conversation where the request is named otherwise, or not at all', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ requestId: 'made by the service', conversationId: 'c-of-q-b' })
    send({ conversationId: 'c-of-q-a' })
    send({ conversationId: 'of another device' })
    router.remove('A')
    send({ conversationId: 'c-of-q-a' })
    router.add({ requestId: 'q-a2', conversationId: 'c-of-q-a' }, 'A2')
    send({ conversationId: 'c-of-q-a' })
    send({ requestId: 'q-a', conversationId: 'c-of-q-a' })
    expect(delivered).toEqual(['B:1', 'A:2', 'A2:5'])
  })

  it('goes by record and message once another event has introduced them', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ requestId: 'q-a', recordId: 'r-a' })
    send({ requestId: 'q-b', recordId: 'r-b', messageIds: ['m-b'] })
    send({ recordId: 'r-a', messageIds: ['m-a'] })
    send({ messageIds: ['m-b'] })
    send({ messageIds: ['m-a'] })
    send({ recordId: 'r-b' })
    expect(delivered).toEqual(['A:1', 'B:2', 'A:3', 'B:4', 'A:5', 'B:6'])
  })

  it('goes by the record id inside of a message id', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ requestId: 'q-a', recordId: 'Abc_1' })
    send({ requestId: 'q-b', recordId: 'Xyz_2' })
    send({ messageIds: ['rpl_Xyz_2'] })
    send({ messageIds: ['prc_Abc_1_0'] })
    expect([delivered, router.isAmbiguous]).toEqual([['A:1', 'B:2', 'B:3', 'A:4'], false])
  })

  it('goes to the only turn there is when it names nothing that is known', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    send({ messageIds: ['opaque'] })
    send({})
    router.add(ids('q-b'), 'B')
    send({ messageIds: ['opaque'] })
    expect(delivered).toEqual(['A:1', 'A:2', 'A:3'])
  })

  it('that could be of several turns is held until a later one says whose it is', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ messageIds: ['msg_1'] })
    send({ messageIds: ['msg_2'] })
    send({ messageIds: ['msg_1'] })
    expect([delivered, router.isAmbiguous]).toEqual([[], true])
    send({ requestId: 'q-b', recordId: 'r', messageIds: ['msg_1'] })
    expect(delivered).toEqual(['B:1', 'B:3', 'B:4'])
    router.remove('B')
    expect(delivered).toEqual(['B:1', 'B:3', 'B:4', 'A:2'])
  })

  it('of a turn that is over is dropped, whatever it names', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    send({ requestId: 'q-a', recordId: 'Abc_1', messageIds: ['m-a'] })
    router.remove('A')
    router.add(ids('q-b'), 'B')
    send({ requestId: 'q-a' })
    send({ recordId: 'Abc_1' })
    send({ messageIds: ['m-a'] })
    send({ messageIds: ['prc_Abc_1_7'] })
    send({ messageIds: ['new'] })
    expect(delivered).toEqual(['A:1', 'B:6'])
  })

  it('that is an error without a name is for all', () => {
    const { router, delivered, send } = openRouter()
    router.add(ids('q-a'), 'A')
    router.add(ids('q-b'), 'B')
    send({ isError: true, messageIds: [] })
    send({ isError: true, requestId: 'q-b' })
    expect(delivered).toEqual(['all:1', 'B:2'])
  })

  it('with nobody to take it is dropped', () => {
    const { router, delivered, send } = openRouter()
    send({ messageIds: ['m'] })
    router.add(ids('q-a'), 'A')
    expect(delivered).toEqual([])
  })
})

it('what is remembered and held has a bound', () => {
  const { router, delivered, send } = openRouter()
  for (let turn = 0; turn < 600; turn += 1) {
    router.add(ids(`q-${turn}`), `T${turn}`)
    send({ requestId: `q-${turn}`, recordId: `r-${turn}-`, messageIds: [`m-${turn}-`] })
    router.remove(`T${turn}`)
  }
  router.add(ids('q-a'), 'A')
  router.add(ids('q-b'), 'B')
  for (let count = 0; count < 1500; count += 1) send({ messageIds: [`opaque ${count}`] })
  router.remove('B')
  expect(delivered.length).toBe(600 + 1000)
})
