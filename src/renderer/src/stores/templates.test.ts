import { expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { promptTemplateIdSchema } from '#shared/ids.ts'
import type { PromptTemplate } from '#shared/prompt-template.ts'
import { useTemplatesStore } from './templates.ts'
import { startTestHost } from './test-host.ts'

const [first, second, third] = ['Translate', '会议纪要', 'Fix'].map((name): PromptTemplate => ({
  id: promptTemplateIdSchema.parse(crypto.randomUUID()),
  name,
  text: `${name} {{text}}`,
})) as [PromptTemplate, PromptTemplate, PromptTemplate]

it('a template that was deleted comes back to where it was', async () => {
  const host = startTestHost({
    'template.list': () => [first, second, third],
    'template.delete': () => ({}),
    'template.add': () => second,
  })
  const store = useTemplatesStore()
  await store.load()
  await store.deleteTemplate(second)
  host.emit({ name: 'templates.changed', payload: { templates: [first, third] } })
  await store.undo()
  expect([host.calls.slice(1), store.justDeleted]).toEqual([
    [
      ['template.delete', { templateId: second.id }],
      ['template.add', { name: second.name, text: second.text, before: third.id }],
    ],
    null,
  ])
})

it('a new order is shown at once, and taken back when it cannot be kept', async () => {
  const host = startTestHost({
    'template.list': () => [first, second, third],
    'template.reorder': () => {
      throw new FailureError(createFailure('not-saved'))
    },
  })
  const store = useTemplatesStore()
  await store.load()
  const moving = store.move(third.id, 0)
  const meanwhile = store.templates
  const failure = await moving.catch((error: unknown) => error)
  expect([meanwhile, host.calls.at(-1), failure, store.templates]).toEqual([
    [third, first, second],
    ['template.reorder', { templateIds: [third.id, first.id, second.id] }],
    new FailureError(createFailure('not-saved')),
    [first, second, third],
  ])
})
