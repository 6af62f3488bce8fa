// Owns the child process: plain Node that runs the built main process of the program, with `electron` resolved to the
// stand-in. Questions to it and their answers, what it tells, and how it ends.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Question, Questions, ToPage, ToProgram } from './messages.ts'

/** What a question gets that nobody is left to answer. */
export class ProgramEndedError extends Error {
  constructor() {
    super('The program has ended.')
    this.name = 'ProgramEndedError'
  }
}

export interface Program {
  tell(message: ToProgram): void
  /** Rejects with what the program threw, or with ProgramEndedError. */
  ask<Name extends keyof Questions>(
    name: Name,
    ...args: Parameters<Questions[Name]>
  ): Promise<ReturnType<Questions[Name]>>
  /** Notes what must not happen; the test fails with it. */
  violate(message: string): void
  readonly violations: readonly string[]
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<void>
  /** How it went, with what it wrote on its standard error. */
  describeEnd(): string
  hasEndedWell(): boolean
  kill(): void
}

export interface ProgramOptions {
  /** The main process to run; the built one when it is not named. */
  readonly entry?: string
  readonly dataDir: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const register = new URL('register.ts', import.meta.url).href
const root = fileURLToPath(new URL('../../../', import.meta.url))

export function startProgram(
  { entry = 'out/main/index.js', dataDir, args = [], env = {} }: ProgramOptions,
  onTold: (message: ToPage) => void,
): Program {
  const child: ChildProcess = fork(entry, ['--data-dir', dataDir, ...args], {
    cwd: root,
    // The runner's own loaders stay with the runner.
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    execArgv: ['--import', register],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const asked = new Map<number, PromiseWithResolvers<unknown>>()
  const violations: string[] = []
  let errors = ''
  let lastId = 0

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  // Only channel.ts holds the other end.
  child.on('message', (message) => receive(message as ToPage))
  const ended = once(child, 'exit').then(() => {
    for (const question of asked.values()) question.reject(new ProgramEndedError())
    asked.clear()
  })

  function receive(message: ToPage): void {
    if (message.type === 'violation') violations.push(message.message)
    else if (message.type === 'answer') settle(message.id)?.resolve(message.value)
    else if (message.type === 'refusal') settle(message.id)?.reject(new Error(message.message))
    else onTold(message)
  }

  function settle(id: number): PromiseWithResolvers<unknown> | undefined {
    const question = asked.get(id)
    asked.delete(id)
    return question
  }

  function tell(message: ToProgram): void {
    if (child.connected) child.send(message)
  }

  return {
    tell,
    ask: async (name, ...args) => {
      const id = ++lastId
      const answer = Promise.withResolvers<unknown>()
      if (!child.connected) answer.reject(new ProgramEndedError())
      asked.set(id, answer)
      // Name and arguments belong together by the signature of `ask`, and so do question and answer.
      tell({ type: 'question', id, question: { name, args } as unknown as Question })
      return (await answer.promise) as ReturnType<Questions[typeof name]>
    },
    violate: (message) => violations.push(message),
    violations,
    ended,
    describeEnd: () => `The program ended (${child.exitCode ?? child.signalCode}).\n${errors}`,
    hasEndedWell: () => child.exitCode === 0,
    kill: () => void child.kill('SIGKILL'),
  }
}
