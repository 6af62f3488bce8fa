import fc from 'fast-check'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '../failure.ts'
import { defaultSettings } from '../settings.ts'
import { calls, events } from './contract.ts'
import { createDispatch, type Handlers } from './dispatch.ts'

/** Handlers that only remember that they were called. */
function recordCalls(overrides: Partial<Handlers> = {}): { handlers: Handlers; called: string[] } {
  const called: string[] = []
  const names = Object.keys(calls)
  const recording = Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        called.push(name)
        return {}
      },
    ]),
  )
  // Every name of the contract has just been given a function.
  return { handlers: { ...(recording as unknown as Handlers), ...overrides }, called }
}

function createGate(overrides: Partial<Handlers> = {}, now: () => number = () => 0) {
  const unexpected: unknown[] = []
  const { handlers, called } = recordCalls(overrides)
  const dispatch = createDispatch({
    handlers,
    now,
    onUnexpected: (name, error) => unexpected.push([name, error]),
  })
  return { dispatch, called, unexpected }
}

describe('createDispatch', () => {
  it('hands a valid input to its handler and its value back', async () => {
    const { dispatch } = createGate({ 'settings.get': () => defaultSettings })
    expect(await dispatch('settings.get', {})).toEqual({ ok: true, value: defaultSettings })
  })

  it.each([
    ['an unknown name', 'conversation.destroy', {}],
    ['a name of every object', 'constructor', {}],
    ['a name that is no text', 7, {}],
    ['no input', 'settings.get', undefined],
    ['an extra key', 'settings.get', { extra: 1 }],
    ['an id that is no id', 'conversation.open', { conversationId: '../..' }],
    [
      'a question that is too long',
      'question.ask',
      { conversationId: crypto.randomUUID(), text: 'x'.repeat(200_001) },
    ],
    ['a prototype key', 'settings.set', JSON.parse('{"__proto__":{"theme":"dark"}}')],
  ])('refuses %s without calling a handler', async (_situation, name, input) => {
    const { dispatch, called } = createGate()
    const reply = await dispatch(name, input)
    expect({ called, code: reply.ok ? 'ok' : reply.failure.code }).toEqual({
      called: [],
      code: 'invalid-input',
    })
  })

  it('never repeats a refused value, which may be a secret', async () => {
    const { dispatch } = createGate()
    const reply = await dispatch('profile.add', { settings: {}, appKey: 'canary-key-1234567890' })
    expect(JSON.stringify(reply)).not.toContain('canary')
  })

  it('passes on the failure that a handler throws', async () => {
    const failure = createFailure('answer-running')
    const { dispatch } = createGate({
      'question.ask': () => {
        throw new FailureError(failure)
      },
    })
    const reply = await dispatch('question.ask', { conversationId: crypto.randomUUID(), text: 'Hi' })
    expect(reply).toEqual({ ok: false, failure })
  })

  it('turns any other error into a failure without a word of it, and reports it', async () => {
    const error = new Error('SELECT secret FROM /home/somebody')
    const { dispatch, unexpected } = createGate({ 'profile.list': () => Promise.reject(error) })
    const reply = await dispatch('profile.list', {})
    expect({ reply, unexpected }).toEqual({
      reply: { ok: false, failure: createFailure('unexpected') },
      unexpected: [['profile.list', error]],
    })
  })

  it('refuses a flood and lets calls through again when time has passed', async () => {
    let now = 0
    const { dispatch, called } = createGate({}, () => now)
    const codes = await Promise.all(
      Array.from({ length: 250 }, async () => {
        const reply = await dispatch('profile.list', {})
        return reply.ok ? 'ok' : reply.failure.code
      }),
    )
    now = 1000
    await dispatch('profile.list', {})
    expect({
      refused: codes.filter((code) => code === 'too-many-calls').length,
      called: called.length,
    }).toEqual({
      refused: 50,
      called: 201,
    })
  })

  it('survives any input to any call', async () => {
    let now = 0
    const { dispatch } = createGate({}, () => (now += 1000))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(calls)), fc.anything(), async (name, input) => {
        const reply = await dispatch(name, input)
        expect(typeof reply.ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the contract', () => {
  it('is the one that was reviewed', () => {
    const schemas = {
      calls: Object.fromEntries(
        Object.entries(calls).map(([name, { input }]) => [name, z.toJSONSchema(input, { io: 'input' })]),
      ),
      events: Object.keys(events),
    }
    expect(schemas).toMatchSnapshot()
  })
})
