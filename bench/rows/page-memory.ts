// Measures what the page still holds after a hundred long answers were streamed and left. Limit: what it held before them.
import { openStage } from '../page/stage.ts'
import { readHeap } from '../page/recorder.ts'
import type { StreamTask } from '../page/task.ts'
import { createRow, type Row } from '../row.ts'

const answers = 100
/** Until then the engine of the browser still compiles what it runs; that is no part of what an answer leaves behind. */
const warmUps = 25
const task: StreamTask = { characters: 20_000, perSecond: 200, seconds: 2, isNumbered: false }

export async function measurePageMemory(): Promise<Row[]> {
  const stage = await openStage()
  const newConversation = stage.program.getByRole('button', { name: 'New conversation' })
  async function stream(count: number): Promise<number> {
    for (let index = 0; index < count; index += 1) {
      await newConversation.click()
      await stage.ask(task)
    }
    await newConversation.click()
    return (await readHeap(stage.program)) / 2 ** 20
  }
  try {
    const limit = await stream(warmUps)
    return [
      createRow(`memory of the page after ${answers} long answers`, 'MiB', {
        ours: await stream(answers),
        limit,
      }),
    ]
  } finally {
    await stage.close()
  }
}
