import { describe, expect, it } from 'vitest'
import type { EventName, EventPayload } from '#shared/contract/contract.ts'
import { folderIdSchema } from '#shared/ids.ts'
import { arrangeConversations } from '#core/store/arrange-conversations.ts'
import { addConversation } from '#core/store/test-rows.ts'
import { complete, createTestEngine, failureCode, start, text, type TestEngine } from './test-engine.ts'

function listNames(test: TestEngine): string[] {
  return test.events.map(({ name }) => name)
}

/** What was last told by an event of this name. */
function findLast<Name extends EventName>(test: TestEngine, name: Name): EventPayload<Name> | undefined {
  // The payload of an event of this name; the compiler cannot follow that through the union.
  return test.events.findLast((event) => event.name === name)?.payload as EventPayload<Name> | undefined
}

describe('folders and tags', () => {
  it('are told to every page when they change', async () => {
    const test = createTestEngine()
    const { handlers } = test.engine
    const folder = await handlers['folder.add']({ name: '旅行' })
    const tag = await handlers['tag.add']({ name: 'urgent', color: 'red' })
    await handlers['folder.rename']({ folderId: folder.id, name: 'Travel' })
    await handlers['tag.change']({ tagId: tag.id, name: 'later', color: 'blue' })
    const told = [findLast(test, 'folders.changed'), findLast(test, 'tags.changed')]
    const kept = [await handlers['folder.list']({}), await handlers['tag.list']({})]
    await handlers['folder.delete']({ folderId: folder.id })
    await handlers['tag.delete']({ tagId: tag.id })
    const folders = [{ id: folder.id, name: 'Travel' }]
    const tags = [{ id: tag.id, name: 'later', color: 'blue' }]
    expect({ told, kept, after: test.events.slice(-2) }).toEqual({
      told: [{ folders }, { tags }],
      kept: [folders, tags],
      after: [
        { name: 'folders.changed', payload: { folders: [] } },
        { name: 'tags.changed', payload: { tags: [] } },
      ],
    })
  })

  it('keep the order of the person', async () => {
    const test = createTestEngine()
    const { handlers } = test.engine
    const one = await handlers['folder.add']({ name: 'One' })
    const two = await handlers['folder.add']({ name: 'Two' })
    await handlers['folder.reorder']({ folderIds: [two.id, one.id] })
    expect(findLast(test, 'folders.changed')).toEqual({ folders: [two, one] })
  })
})

describe('conversations that are arranged', () => {
  it('are told with their new place, also while an answer runs', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id, 'Hi')
    await test.engine.handlers['conversation.arrange']({
      conversationIds: [id],
      changes: { isArchived: true, isPinned: true },
    })
    expect(findLast(test, 'conversations.changed')?.conversations).toMatchObject([
      { id, title: 'Hi', shelf: 'archive', isPinned: true, isRunning: true },
    ])
  })

  it('are told in few events when they are many', async () => {
    const test = createTestEngine()
    const { id: profileId } = await test.addProfile()
    const ids = Array.from({ length: 1200 }, () => addConversation(test.db, { profileId }).id)
    const before = test.events.length
    await test.engine.handlers['conversation.arrange']({ conversationIds: ids, changes: { isPinned: true } })
    const told = test.events.slice(before)
    expect({
      names: told.map(({ name }) => name),
      ids: told.flatMap(({ payload }) =>
        'conversations' in payload ? payload.conversations.map((conversation) => conversation.id) : [],
      ),
    }).toEqual({ names: Array.from({ length: 3 }, () => 'conversations.changed'), ids })
  })

  it('stay as they are, and nothing is told, when the folder is gone', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const before = listNames(test)
    const code = await failureCode(() =>
      test.engine.handlers['conversation.arrange']({
        conversationIds: [id],
        changes: { folderId: folderIdSchema.parse(crypto.randomUUID()) },
      }),
    )
    expect([code, listNames(test)]).toEqual(['not-found', before])
  })
})

describe('an archived conversation', () => {
  it('comes back when a question is asked in it, or asked again', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const shelves: string[] = []
    const archive = () => arrangeConversations(test.db, [id], { isArchived: true })
    const note = () => shelves.push(findLast(test, 'conversation.changed')?.conversation.shelf ?? 'none')

    archive()
    await (await test.ask(id, 'Hi')).send(start, text('Hello'), complete)
    test.clock.advance(25)
    note()
    archive()
    await test.engine.handlers['question.retry']({ conversationId: id })
    note()
    expect(shelves).toEqual(['open', 'open'])
  })

  it('stays there when an answer ends that was running before', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id, 'Hi')
    await test.engine.handlers['conversation.arrange']({
      conversationIds: [id],
      changes: { isArchived: true },
    })
    await dictation.send(start, text('Hello'), complete)
    test.clock.advance(25)
    expect(findLast(test, 'conversation.changed')?.conversation).toMatchObject({
      shelf: 'archive',
      isRunning: false,
    })
  })
})
