import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openReader } from '#core/store/connection.ts'
import type { Database } from '#core/store/database.ts'
import { forgetChanges } from '#core/store/message-changes.ts'
import { deleteMessage, insertTurn } from '#core/store/messages.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { addConversation, createChance, createQuestion, createText } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import type { SearchContext } from './search-context.ts'
import { useIndex } from './search-index.ts'
import { addMessage, buildIndexOf, createContext, find, findAll, scanAll } from './test-search.ts'

/** As many questions as `times`, in one go. */
function addQuestions(history: Database, times: readonly number[]): void {
  const { id } = addConversation(history)
  insertTurn(
    history,
    times.map((createdAt) =>
      createQuestion(id, {
        createdAt,
        parts: [createText(`服务 ${createdAt % 7 === 0 ? 'seven' : 'other'}`)],
      }),
    ),
  )
}

const count = (length: number, from: number): number[] => Array.from({ length }, (_, index) => from + index)

interface Folder {
  readonly dataDir: string
  /** The connection that writes. */
  readonly history: Database
  /** What a program that was just started has. */
  start(): SearchContext
}

function createDataFolder(): Folder {
  const dataDir = createFolder()
  const file = join(dataDir, 'history.db')
  const history = openGoodStore(file)
  return {
    dataDir,
    history,
    start() {
      const reader = openReader(file)
      onTestFinished(() => {
        useIndex(reader, dataDir).db?.close()
        reader.close()
      })
      return createContext(reader, dataDir)
    },
  }
}

async function buildAndClose({ dataDir, start }: Folder): Promise<void> {
  const context = start()
  await buildIndexOf(context)
  useIndex(context.history, dataDir).db?.close()
}

describe('the order', () => {
  it('is that of the times, whatever came to the history when', async () => {
    const history = openMemoryStore()
    const context = createContext(history)
    addQuestions(history, count(700, 100_000))
    await buildIndexOf(context)
    addQuestions(history, count(700, 20_000))
    addQuestions(history, count(600, 200_000).reverse())
    addQuestions(history, count(600, 10_000))
    for (const filters of [{}, { from: 20_300 }, { until: 20_300 }, { from: 10_100, until: 100_100 }]) {
      expect(await findAll(context, 'seven', filters, 40)).toEqual(await scanAll(context, 'seven', filters))
    }
  })
})

describe('while the index is made', () => {
  it('the newest are found, and it says that older ones may be missing', async () => {
    const history = openMemoryStore()
    addQuestions(history, count(2600, 1000))
    const abort = new AbortController()
    const building = createContext(history, '/data', abort.signal)
    const index = useIndex(history, '/data')
    await expect(index.build(building, () => abort.abort())).rejects.toThrow('aborted')
    const context = createContext(history)
    const [newest, oldest] = [await find(context, 'seven'), await findAll(context, 'other')]
    expect({
      isWhole: index.isWhole,
      newest: [newest.isComplete, newest.hits.map(({ createdAt }) => createdAt).slice(0, 3)],
      isOldestThere: oldest.length === (await scanAll(context, 'other')).length,
      isNoneComplete: (await find(context, 'nowhere')).isComplete,
    }).toEqual({
      isWhole: false,
      newest: [true, [3598, 3591, 3584]],
      isOldestThere: false,
      isNoneComplete: false,
    })
  })

  it('goes on where another run of the program has left it', async () => {
    const folder = createDataFolder()
    addQuestions(folder.history, count(300, 1000))
    const abort = new AbortController()
    const first = { ...folder.start(), signal: abort.signal }
    const begun = useIndex(first.history, folder.dataDir)
    await expect(begun.build(first, () => abort.abort())).rejects.toThrow('aborted')
    begun.db?.close()
    addQuestions(folder.history, [500, 5000])
    const context = folder.start()
    await buildIndexOf(context)
    expect(await findAll(context, '务')).toEqual(await scanAll(context, '务'))
  })
})

describe('what was deleted', () => {
  it('is in no byte of the index', async () => {
    const folder = createDataFolder()
    const { history, dataDir } = folder
    const { id } = addConversation(history)
    const kept = addMessage(history, id, 'ordinary words')
    const secret = addMessage(history, id, 'qzjxw 密码')
    const context = folder.start()
    await buildIndexOf(context)
    const read = (): string =>
      ['search.db', 'search.db-wal'].map((name) => readFileSync(join(dataDir, name), 'latin1')).join('')
    const wasThere = read().includes('qzjxw')
    deleteMessage(history, secret.id)
    const found = [...(await findAll(context, 'zjx')), ...(await findAll(context, 'ordinary'))]
    const bytes = read()
    expect({
      wasThere,
      found,
      isText: bytes.includes('qzjxw'),
      isGram: ['qzj', 'zjx', 'jxw', Buffer.from('密码').toString('latin1')].filter((gram) =>
        bytes.includes(gram),
      ),
    }).toEqual({ wasThere: true, found: [`${kept.id} question`], isText: false, isGram: [] })
  })
})

describe('an index that is not right', () => {
  it.each<[string, (folder: Folder) => void]>([
    ['was deleted', ({ dataDir }) => rmSync(join(dataDir, 'search.db'))],
    ['was cut off', ({ dataDir }) => truncateSync(join(dataDir, 'search.db'), 5000)],
    ['is empty', ({ dataDir }) => truncateSync(join(dataDir, 'search.db'), 0)],
    ['is no database', ({ dataDir }) => overwrite(join(dataDir, 'search.db'), 0, randomBytes(4096))],
    ['belongs to another history', ({ history }) => history.exec("UPDATE history_facts SET value = 'other'")],
    [
      'has missed changes that are forgotten',
      ({ history }) => {
        addQuestions(history, [1])
        forgetChanges(history, Number.MAX_SAFE_INTEGER)
      },
    ],
  ])('is made anew when it %s', async (_what, spoil) => {
    const folder = createDataFolder()
    addQuestions(folder.history, count(100, 1000))
    await buildAndClose(folder)
    spoil(folder)
    const context = folder.start()
    const before = await findAll(context, '务')
    await buildIndexOf(context)
    const all = await scanAll(context, '务')
    expect([before, await findAll(context, '务')]).toEqual([all, all])
  })

  it('never keeps a search from answering, nor changes the history, wherever its bytes are wrong', async () => {
    const folder = createDataFolder()
    addQuestions(folder.history, count(120, 1000))
    const file = join(folder.dataDir, 'search.db')
    const chance = createChance(5)
    const all = await scanAll(folder.start(), '务')
    const ends: string[] = []
    for (let round = 0; round < 10; round += 1) {
      if (!existsSync(file)) await buildAndClose(folder)
      overwrite(file, Math.floor(chance() * (statSync(file).size - 64)), randomBytes(64))
      const context = folder.start()
      const { hits } = await find(context, '务')
      ends.push(hits.length <= 50 ? 'answered' : 'too much')
      useIndex(context.history, folder.dataDir).db?.close()
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
    }
    expect([new Set(ends), await scanAll(folder.start(), '务')]).toEqual([new Set(['answered']), all])
  })

  it('is done without when it cannot be written at all', async () => {
    const folder = createDataFolder()
    addQuestions(folder.history, count(20, 1000))
    mkdirSync(join(folder.dataDir, 'search.db'))
    const context = folder.start()
    const { hits, isComplete } = await find(context, '务')
    expect([hits.length, isComplete]).toEqual([20, true])
  })
})

it('a search ends when nobody wants it any more', async () => {
  const history = openMemoryStore()
  addQuestions(history, count(300, 1000))
  const abort = new AbortController()
  const context = createContext(history, '/data', abort.signal)
  const searching = find({ ...context, breathe: () => Promise.resolve(abort.abort()) }, 'nowhere')
  await expect(searching).rejects.toThrow('aborted')
})

function overwrite(file: string, position: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, position)
  closeSync(descriptor)
}

it.runIf(process.platform !== 'win32')(
  'an index can be read by its owner alone, and so can its log',
  async () => {
    const { dataDir, history, start } = createDataFolder()
    addQuestions(history, [1, 2, 3])
    await buildIndexOf(start())
    expect(
      ['search.db', 'search.db-wal'].map((name) => (statSync(join(dataDir, name)).mode & 0o777).toString(8)),
    ).toEqual(['600', '600'])
  },
)
