// Owns the processes of a measurement: the service, and one contender after the other beside it.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ContenderName, LoadFigures, LoadTask } from './task.ts'
import type { LoadOptions } from './service.ts'

export interface Service {
  readonly url: string
  stop(): void
}

export async function startService(options: LoadOptions): Promise<Service> {
  const child = fork(new URL('service.ts', import.meta.url), [JSON.stringify(options)])
  const port: unknown = await receive(child)
  return { url: `http://127.0.0.1:${String(port)}`, stop: () => void child.disconnect() }
}

/** Lets one contender do the task in a process of its own. */
export async function runContender(name: ContenderName, task: LoadTask): Promise<LoadFigures> {
  const child = fork(new URL('contender.ts', import.meta.url), [name, JSON.stringify(task)])
  const exited = once(child, 'exit')
  // Safe: contender.ts sends such figures and nothing else.
  const figures = (await receive(child)) as LoadFigures
  await exited
  return figures
}

async function receive(child: ChildProcess): Promise<unknown> {
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the measurement ended early (${String(code)}).`)
  })
  const [message]: unknown[] = await Promise.race([once(child, 'message'), exited])
  exited.catch(() => undefined)
  return message
}
