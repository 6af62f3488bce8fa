import { describe, expect, it } from 'vitest'
import { encodeTemplateFile, maxTemplates } from '#shared/prompt-template.ts'
import { createTestEngine, failureCode, type TestEngine } from './test-engine.ts'

async function listNames(test: TestEngine): Promise<string[]> {
  return (await test.engine.handlers['template.list']({})).map(({ name }) => name)
}

describe('prompt templates', () => {
  it('are kept in the order of the person and told to every page', async () => {
    const test = createTestEngine()
    const { handlers } = test.engine
    const first = await handlers['template.add']({ name: '翻译', text: '把 {{text}} 译成英文' })
    const second = await handlers['template.add']({ name: 'Summarise', text: 'Summarise {{text}}' })
    await handlers['template.reorder']({ templateIds: [second.id] })
    await handlers['template.change']({ templateId: second.id, name: 'Sum up', text: 'Sum up {{text}}' })
    const kept = await handlers['template.list']({})
    await handlers['template.delete']({ templateId: first.id })
    // Undone: it comes back to where it was.
    await handlers['template.add']({ name: first.name, text: first.text, before: second.id })
    expect({ kept, after: await listNames(test), told: test.events.at(-1) }).toEqual({
      kept: [{ id: second.id, name: 'Sum up', text: 'Sum up {{text}}' }, first],
      after: ['翻译', 'Sum up'],
      told: {
        name: 'templates.changed',
        payload: { templates: await handlers['template.list']({}) },
      },
    })
  })

  it('have names of their own, and are refused when they are gone or too many', async () => {
    const test = createTestEngine()
    const { handlers } = test.engine
    const template = await handlers['template.add']({ name: 'Ｔｗｏ', text: 'x' })
    const taken = await failureCode(() => handlers['template.add']({ name: 'two', text: 'y' }))
    await handlers['template.delete']({ templateId: template.id })
    const gone = await failureCode(() =>
      handlers['template.change']({ templateId: template.id, name: 'a', text: 'b' }),
    )
    for (let count = 0; count < maxTemplates; count += 1)
      await handlers['template.add']({ name: String(count), text: 'x' })
    const full = await failureCode(() => handlers['template.add']({ name: 'one more', text: 'x' }))
    expect([taken, gone, full]).toEqual(['name-taken', 'not-found', 'too-many-templates'])
  })

  it('come out of a file once, and under another name where theirs is taken', async () => {
    const test = createTestEngine()
    const { handlers } = test.engine
    await handlers['template.add']({ name: 'Same', text: 'same' })
    await handlers['template.add']({ name: 'Other', text: 'mine' })
    const id = (await handlers['template.list']({}))[0]?.id
    if (!id) throw new Error('there are templates')
    const file = encodeTemplateFile([
      { id, name: 'Same', text: 'same' },
      { id, name: 'other', text: 'theirs' },
      { id, name: 'New', text: '新的' },
    ])
    const added = await handlers['template.import']({ text: `\ufeff${file}` })
    expect([added, await listNames(test)]).toEqual([{ added: 2 }, ['Same', 'Other', 'other (2)', 'New']])
  })

  it.each([
    ['no JSON', 'x'],
    ['another file', '{"format":"adp-desk-profiles","version":1,"templates":[]}'],
    ['a newer version', '{"format":"adp-desk-templates","version":2,"templates":[]}'],
    [
      'one that is not whole',
      '{"format":"adp-desk-templates","version":1,"templates":[{"name":"a","text":" "}]}',
    ],
  ])('do not come out of %s', async (_situation, text) => {
    const test = createTestEngine()
    const code = await failureCode(() => test.engine.handlers['template.import']({ text }))
    expect([code, await listNames(test)]).toEqual(['templates-unreadable', []])
  })
})
