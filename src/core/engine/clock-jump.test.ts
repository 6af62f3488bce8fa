import { expect, it } from 'vitest'
import { complete, createTestEngine, outline, start, text } from './test-engine.ts'

const day = 24 * 3_600_000

it.each([
  ['back', -day],
  ['forward', 365 * day],
])(
  'a clock that jumps %s in the middle of an answer changes no order and makes no negative time',
  async (_way, jump) => {
    const test = createTestEngine()
    test.clock.jump(10 * day)
    const [other, id] = [await test.createConversation(), await test.createConversation()]
    await (await test.ask(other, 'First?')).send(start, text('First.'), complete)
    test.clock.advance(1000)
    const dictation = await test.ask(id, 'Second?')
    await dictation.send(start, text('Sec'))
    test.clock.advance(25)
    test.clock.jump(jump)
    await dictation.send(text('ond.'), complete)
    test.clock.advance(25)
    await (await test.ask(id, 'Third?')).send(start, text('Third.'), complete)
    test.clock.advance(25)

    const messages = await test.open(id)
    expect({
      messages: outline(messages),
      durations: messages.filter(({ createdAt, endedAt = createdAt }) => endedAt < createdAt),
      list: (await test.engine.handlers['conversation.listAll']({})).map((listed) => listed.id),
    }).toEqual({
      messages: [
        'user complete: Second?',
        'assistant complete: Second.',
        'user complete: Third?',
        'assistant complete: Third.',
      ],
      durations: [],
      list: [id, other],
    })
  },
)
