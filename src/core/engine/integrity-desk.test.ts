import { mkdirSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listConversations } from '#core/store/conversations.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { listProfiles } from '#core/store/profiles.ts'
import { insertTurn } from '#core/store/messages.ts'
import { addConversation, createAnswer, createQuestion, createText } from '#core/store/test-rows.ts'
import { createFolder } from '#core/store/test-store.ts'
import { createTestEngine, failureCode, settle, type TestEngine } from './test-engine.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute

/** A history with two conversations of two messages. */
function createTwo() {
  const db = openMemoryStore()
  const conversations = ['Hours', 'Prices'].map((title) => addConversation(db, { title }))
  for (const { id } of conversations) {
    insertTurn(db, [
      createQuestion(id),
      createAnswer(id, { status: 'complete', parts: [createText('Nine.')] }),
    ])
  }
  const [hours, prices] = conversations
  if (!hours || !prices) throw new Error('two conversations')
  return { db, hours, prices }
}

/** Lets the clock go on until nothing is due within these steps any more. */
async function letPass(test: TestEngine, durationMs: number, stepMs = 5 * minute): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += stepMs) {
    test.clock.advance(stepMs)
    await settleJobs()
  }
}

/** A job answers after a few rounds of the event loop. */
async function settleJobs(): Promise<void> {
  for (let round = 0; round < 20; round += 1) await settle()
}

describe('a check of everything', () => {
  it('says how much it has read when all is well', async () => {
    const { db } = createTwo()
    const test = createTestEngine({ db })
    expect(await test.engine.handlers['integrity.check']({})).toEqual({
      checkedAt: 1_000_000,
      reason: 'asked',
      checked: 4,
      damaged: 0,
      known: 0,
      files: 0,
      conversations: [],
      faults: [],
    })
  })

  it('names the conversations of messages that are not what was written, or are lost', async () => {
    const { db, hours, prices } = createTwo()
    db.exec(`UPDATE parts SET body = replace(body, 'Nine', 'Five') WHERE message_sequence = 2;
      DELETE FROM messages WHERE sequence = 4`)
    const test = createTestEngine({ db })
    expect(await test.engine.handlers['integrity.check']({})).toMatchObject({
      damaged: 2,
      conversations: [
        { id: hours.id, title: 'Hours' },
        { id: prices.id, title: 'Prices' },
      ],
    })
  })

  it('does not call damaged what was damaged before and says so', async () => {
    const { db } = createTwo()
    db.exec('UPDATE messages SET checksum = NULL WHERE sequence = 2')
    const test = createTestEngine({ db })
    await test.engine.handlers['integrity.check']({})
    const { report, isNews } = await test.engine.handlers['integrity.describe']({})
    expect([report?.known, report?.damaged, report?.conversations, isNews]).toEqual([1, 0, [], false])
  })

  it('looks at the copies of files', async () => {
    const { db } = createTwo()
    const dataDir = createFolder()
    const hashes = ['whole', 'changed', 'missing'].map((text) =>
      createHash('sha256').update(text).digest('hex'),
    )
    for (const [index, hash] of hashes.entries()) {
      db.prepare("INSERT INTO files VALUES (?, 'image/png', 5, 1)").run(hash)
      mkdirSync(join(dataDir, 'files', hash.slice(0, 2)), { recursive: true })
      if (index < 2) writeFileSync(join(dataDir, 'files', hash.slice(0, 2), hash), 'whole')
    }
    const test = createTestEngine({ db, dataDir })
    expect(await test.engine.handlers['integrity.check']({})).toMatchObject({
      checked: 7,
      files: 2,
      damaged: 0,
    })
  })

  it('can be cancelled, and leaves no report', async () => {
    const { db } = createTwo()
    const { engine } = createTestEngine({ db })
    const check = failureCode(() => engine.handlers['integrity.check']({}))
    await engine.handlers['integrity.cancel']({})
    const status = await engine.handlers['integrity.describe']({})
    expect([await check, status.report]).toEqual(['check-cancelled', null])
  })
})

describe('damage', () => {
  it('is news until somebody has been told, and again only when there is more of it', async () => {
    const { db } = createTwo()
    const { engine } = createTestEngine({ db })
    const news: boolean[] = []
    const look = async (): Promise<void> => {
      await engine.handlers['integrity.check']({})
      news.push((await engine.handlers['integrity.describe']({})).isNews)
    }
    db.exec("UPDATE parts SET body = replace(body, 'Nine', 'Five') WHERE message_sequence = 2")
    await look()
    await engine.handlers['integrity.acknowledge']({})
    await look()
    db.exec("UPDATE parts SET body = replace(body, 'Nine', 'Five') WHERE message_sequence = 4")
    await look()
    expect(news).toEqual([true, false, true])
  })

  it('never marks anything as lost: a check changes no message', async () => {
    const { db } = createTwo()
    db.exec("UPDATE parts SET body = replace(body, 'Nine', 'Five') WHERE message_sequence = 2")
    const rows = (): unknown[] => db.prepare('SELECT * FROM messages').all()
    const before = rows()
    await createTestEngine({ db }).engine.handlers['integrity.check']({})
    expect(rows()).toEqual(before)
  })
})

describe('after an end that was not proper', () => {
  it('the file is checked a moment after the start', async () => {
    const { db } = createTwo()
    const test = createTestEngine({ db, endedUncleanly: true })
    test.clock.advance(5000)
    await settleJobs()
    expect((await test.engine.handlers['integrity.describe']({})).report).toMatchObject({
      reason: 'unclean-end',
      faults: [],
    })
  })
})

describe('the idle scrub', () => {
  it('goes round once a week', async () => {
    const { db } = createTwo()
    const test = createTestEngine({ db })
    await letPass(test, 60 * minute)
    const first = (await test.engine.handlers['integrity.describe']({})).report
    await letPass(test, week, 60 * minute)
    await letPass(test, 60 * minute)
    const second = (await test.engine.handlers['integrity.describe']({})).report
    expect([
      first?.reason,
      first?.checked,
      (second?.checkedAt ?? 0) - (first?.checkedAt ?? 0) >= week,
    ]).toEqual(['idle', 4, true])
  })

  it('goes round again when the clock says that the last time is still to come', async () => {
    const { db } = createTwo()
    const test = createTestEngine({ db })
    test.clock.jump(52 * week)
    await letPass(test, 60 * minute)
    test.clock.jump(-52 * week)
    await letPass(test, 60 * minute)
    const report = (await test.engine.handlers['integrity.describe']({})).report
    expect(report?.checkedAt).toBeLessThan(week)
  })

  it('waits while an answer is being written', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    await letPass(test, 60 * minute)
    expect((await test.engine.handlers['integrity.describe']({})).report).toBeNull()
  })

  it('keeps its place over an end of the program', async () => {
    const { db } = createTwo()
    db.prepare('INSERT INTO history_facts VALUES (?, ?)').run(
      'integrity',
      JSON.stringify({ round: { place: { stage: 'messages', after: 3 }, checked: 3, findings: [] } }),
    )
    const test = createTestEngine({ db })
    await letPass(test, 60 * minute)
    expect((await test.engine.handlers['integrity.describe']({})).report?.checked).toBe(4)
  })
})

it('a record that is no record is taken for none', async () => {
  const { db } = createTwo()
  db.prepare('INSERT INTO history_facts VALUES (?, ?)').run('integrity', '[7')
  const { engine } = createTestEngine({ db })
  expect([
    await engine.handlers['integrity.describe']({}),
    listProfiles(db).flatMap(({ id }) => listConversations(db, id)).length,
  ]).toEqual([{ report: null, isNews: false, recovery: null, isRecoveryNews: false, isChecking: false }, 2])
})
