import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fillHistory } from '#core/store/faults/test-damage.ts'
import { openReader } from '#core/store/connection.ts'
import { createFolder } from '#core/store/test-store.ts'
import { createTestEngine, failureCode } from './test-engine.ts'

it('an engine on a history that can only be read shows everything, and refuses every change in words', async () => {
  const file = join(createFolder(), 'history.db')
  const [[id = '' as never, messages = []] = []] = fillHistory(file)
  chmodSync(file, 0o400)
  const { engine } = createTestEngine({ db: openReader(file) })
  const profileId = (await engine.handlers['profile.list']({}))[0]?.id ?? ('' as never)

  expect([
    (await engine.handlers['conversation.open']({ conversationId: id })).messages,
    await failureCode(() => engine.handlers['question.ask']({ conversationId: id, text: 'Why?' })),
    await failureCode(() => engine.handlers['conversation.create']({ profileId })),
    await failureCode(() => engine.handlers['settings.set']({ theme: 'dark' })),
    (await engine.handlers['integrity.check']({})).checked,
  ]).toEqual([messages, 'history-read-only', 'history-read-only', 'history-read-only', 192])
})
