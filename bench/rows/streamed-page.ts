// Measures what a long answer costs the page while it is streamed: the whole program, from its own service through the bridge,
// with every piece on the disk before it is painted, beside markstream-vue, which gets the same pieces handed over by a
// socket. Limit: the same text appended to plain paragraphs.
import { median, takeTurns } from '../measure.ts'
import { record, type PageFigures } from '../page/recorder.ts'
import { openStage, type Stage } from '../page/stage.ts'
import type { StreamTask } from '../page/task.ts'
import { createRow, type Row } from '../row.ts'

const rounds = 3
const lengths = [100_000, 20_000]
/** What a person does not notice: a task, and a share of frames. */
const longestMs = 50
const lateShare = 0.01

export async function measureStreamedPages(): Promise<Row[]> {
  const stage = await openStage()
  try {
    const rows: Row[] = []
    for (const characters of lengths) {
      const task: StreamTask = { characters, perSecond: 100, seconds: 10, isNumbered: false }
      const contenders = ['ours', 'markstream', 'plain'] as const
      const [ours = [], peer = [], plain = []] = await takeTurns(contenders, rounds, (name) =>
        measure(stage, name, task),
      )
      const name = `page: an answer of ${characters} characters in 10 s`
      rows.push(
        createRow(`${name}, work of the main thread`, 'ms', {
          ours: median(ours.map(({ taskMs }) => taskMs)),
          peer: median(peer.map(({ taskMs }) => taskMs)),
          limit: median(plain.map(({ taskMs }) => taskMs)),
        }),
        ...describeSmoothness(name, ours, peer),
      )
    }
    rows.push(...(await measureFive(stage)))
    return rows
  } finally {
    await stage.close()
  }
}

async function measure(
  stage: Stage,
  name: 'ours' | 'markstream' | 'plain',
  task: StreamTask,
): Promise<PageFigures> {
  if (name === 'ours') return measureOurs(stage, () => stage.ask(task))
  await stage.load(name)
  return record(stage.other, () => stage.show(task))
}

async function measureOurs(stage: Stage, work: () => Promise<void>): Promise<PageFigures> {
  await stage.program.bringToFront()
  await stage.program.getByRole('button', { name: 'New conversation' }).click()
  return record(stage.program, work)
}

/** Five conversations at once, one of which is on the screen. */
async function measureFive(stage: Stage): Promise<Row[]> {
  const task: StreamTask = { characters: 20_000, perSecond: 100, seconds: 10, isNumbered: false }
  const [figures = []] = await takeTurns(['ours'], rounds, async () => {
    // They outlast the one that is looked at.
    for (let other = 0; other < 4; other += 1) {
      await stage.program.getByRole('button', { name: 'New conversation' }).click()
      void stage.ask({ ...task, characters: 40_000, seconds: 20 }).catch(() => undefined)
      await stage.program.locator('article[data-status=streaming]').waitFor()
    }
    return measureOurs(stage, () => stage.ask(task))
  })
  return describeSmoothness('page: five answers at once', figures, figures)
}

function describeSmoothness(name: string, ours: readonly PageFigures[], peer: readonly PageFigures[]): Row[] {
  const percent = (figures: readonly PageFigures[]): number =>
    100 * median(figures.map((figure) => figure.lateShare))
  const longest = (figures: readonly PageFigures[]): number =>
    median(figures.map((figure) => figure.longestTaskMs))
  const isAlone = ours === peer
  return [
    createRow(`${name}, late frames`, '%', {
      ours: percent(ours),
      ...(isAlone ? {} : { peer: percent(peer) }),
      limit: 100 * lateShare,
    }),
    createRow(`${name}, longest task over 50 ms`, 'ms', {
      ours: longest(ours),
      ...(isAlone ? {} : { peer: longest(peer) }),
      limit: longestMs,
    }),
  ]
}
