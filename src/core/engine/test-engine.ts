// Owns what engine tests share: an engine on an in-memory history, a service whose answers the test dictates, a page that
// follows the events as the renderer does, and words for what came of it.
import { join } from 'node:path'
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import type { AppDescription, BridgeEvent } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Profile, ProfileSettings } from '#shared/profile.ts'
import type {
  AccessReport,
  AdpClient,
  AdpConnection,
  AdpQuestion,
  BrokenAnswer,
  RecalledAnswer,
  TestConnection,
} from '#core/adp/client.ts'
import type { FetchAppCard } from '#core/adp/cloud/app-card.ts'
import { silentLog } from '#core/log.ts'
import { openMemoryStore, type Database } from '#core/store/open.ts'
import { createTestClock, type TestClock } from '#core/test-clock.ts'
import { createInlineWorker } from '#core/worker/history-worker.ts'
import { createDataDesk } from './data-desk.ts'
import { createEngine } from './create-engine.ts'
import { createIncomingFiles } from './incoming-files.ts'
import type { LoadImage } from './image-desk.ts'
import { createOutgoingFiles } from './outgoing-files.ts'
import type { RunningEngine } from './running-engine.ts'
import type { SecretBox } from './secret-box.ts'
import type { KeptChoice, VaultFile } from './vault-file.ts'
import { createVault } from './vault.ts'

/** One question that reached the service, and the answer the test gives to it. */
export interface Dictation {
  readonly connection: AdpConnection
  readonly report: AccessReport
  readonly question: AdpQuestion
  readonly signal: AbortSignal
  /** Sends events; resolves when the engine has taken them in. */
  send(...events: AnswerEvent[]): Promise<void>
  /** Ends the call without an `answer-end`. */
  breakOff(): Promise<void>
  /** Makes the call throw. */
  fail(error: unknown): Promise<void>
}

export interface TestEngine {
  readonly engine: RunningEngine
  readonly db: Database
  readonly clock: TestClock
  readonly events: BridgeEvent[]
  readonly dictations: Dictation[]
  /** The answers that the service was asked about again. */
  readonly recalls: BrokenAnswer[]
  /** How often the connections were looked after. */
  wakes: number
  addProfile(name?: string): Promise<Profile>
  createConversation(): Promise<ConversationId>
  /** Asks and waits until the question is at the service. */
  ask(conversationId: ConversationId, text?: string): Promise<Dictation>
  open(conversationId: ConversationId): Promise<readonly Message[]>
}

export const start: AnswerEvent = { type: 'answer-start' }
export const complete: AnswerEvent = { type: 'answer-end', status: 'complete' }
export function text(piece: string): AnswerEvent {
  return { type: 'text-delta', part: 'text:1', text: piece }
}

/** A conversation in the fewest words: role, status and text of every message. */
export function outline(messages: readonly Message[]): string[] {
  return messages.map(
    ({ role, status, parts, failure }) =>
      `${role} ${status}${failure ? ` (${failure.code})` : ''}: ${parts.map((part) => (part.type === 'text' ? part.text : part.type)).join('|')}`,
  )
}

/** The failure that a call ends with, or `none`. */
export async function failureCode(call: () => unknown): Promise<string> {
  try {
    await call()
    return 'none'
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code
    throw error
  }
}

export const description: AppDescription = {
  version: '0.0.0',
  shell: 'browser',
  platform: 'test',
  dataDir: '/data',
  canOpenFolder: false,
  isReadOnly: false,
  isOnNetwork: false,
  problem: null,
}

/** Seals by reversing the characters: enough to tell a sealed key from a clear one. */
export const reversingSecrets: SecretBox = {
  protection: 'key-file',
  seal: (secret) => Promise.resolve(Buffer.from([...secret].reverse().join(''))),
  unseal: (sealed) => Promise.resolve([...Buffer.from(sealed).toString()].reverse().join('')),
}

/** The file of a machine on which nothing was chosen yet; it outlives an engine as the history does. */
export function createMemoryVaultFile(): VaultFile {
  let kept: KeptChoice | undefined
  return {
    read: () => kept,
    write: (choice) => {
      kept = choice
    },
  }
}
const refuseCard: FetchAppCard = () => Promise.resolve({ ok: false, failure: createFailure('unreachable') })

export interface TestEngineOptions {
  readonly secrets?: SecretBox
  readonly vaultFile?: VaultFile
  readonly db?: Database
  /** A real folder for what keeps files beside the history. */
  readonly dataDir?: string
  readonly testConnection?: TestConnection
  /** What the service remembers when it is asked. */
  readonly recall?: () => RecalledAnswer | undefined
  /** What it remembers of a whole conversation. */
  readonly remember?: () => Awaited<ReturnType<AdpClient['remember']>>
  /** What is behind sources with these ids. */
  readonly describeReferences?: (
    referenceIds: readonly string[],
  ) => Awaited<ReturnType<AdpClient['describeReferences']>>
  readonly loadImage?: LoadImage
  /** Whether the program before this one was ended by force. */
  readonly endedUncleanly?: boolean
  /** What applications say of themselves; nothing unless a test says otherwise. */
  readonly fetchCard?: FetchAppCard
}

export function createTestEngine(options: TestEngineOptions = {}): TestEngine {
  const { secrets = reversingSecrets, vaultFile = createMemoryVaultFile(), db = openMemoryStore() } = options
  const { fetchCard = refuseCard, dataDir = '/data' } = options
  const worker = createInlineWorker(db, dataDir)
  const clock = createTestClock()
  const events: BridgeEvent[] = []
  const dictations: Dictation[] = []
  const recalls: BrokenAnswer[] = []
  const engine = createEngine({
    db,
    dataDir,
    reopen: async (work) => work(),
    vault: createVault(secrets, vaultFile),
    clock,
    log: silentLog,
    startDemo: () =>
      Promise.resolve({
        serviceUrl: 'http://127.0.0.1:1',
        appKey: 'demo-key',
        credentials: { secretId: 'demo-id', secretKey: 'demo-secret' },
      }),
    fetchCard,
    description,
    testConnection: options.testConnection ?? (() => Promise.reject(new Error('no connection is tested'))),
    loadImage: options.loadImage ?? (() => Promise.reject(new Error('no test loads an image here'))),
    data: createDataDesk({ dataDir, openFolder: undefined }),
    incoming: createIncomingFiles(join(dataDir, 'incoming')),
    backupPlace: {
      dataDir,
      openWorker: () => createInlineWorker(db, dataDir),
      reopen: () => Promise.reject(new Error('no test exchanges the history here')),
    },
    outgoing: createOutgoingFiles({ dataDir, clock, saving: undefined }),
    printPdf: undefined,
    condition: { endedUncleanly: options.endedUncleanly ?? false },
    workerFile: '',
    workers: { search: worker, chores: worker },
    sockets: {
      wake: () => {
        test.wakes += 1
      },
      close: () => undefined,
    },
    connect: (connection, report) => ({
      recall: (answer) => {
        recalls.push(answer)
        return Promise.resolve(options.recall?.())
      },
      remember: () =>
        Promise.resolve(options.remember?.() ?? { ok: false, failure: createFailure('unreachable') }),
      describeReferences: (referenceIds) =>
        Promise.resolve(
          options.describeReferences?.(referenceIds) ?? { ok: false, failure: createFailure('unreachable') },
        ),
      ask(question, onEvents, signal) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        dictations.push({
          connection,
          report,
          question,
          signal,
          send(...events) {
            onEvents(events)
            return settle()
          },
          breakOff() {
            resolve()
            return settle()
          },
          fail(error) {
            // Safe: it is passed on as it is.
            reject(error as Error)
            return settle()
          },
        })
        return promise
      },
    }),
  })
  engine.subscribe((event) => events.push(event))

  const test: TestEngine = {
    engine,
    db,
    clock,
    events,
    dictations,
    recalls,
    wakes: 0,
    addProfile: (name = 'Work') => addProfile(engine, name),
    async createConversation() {
      const profile = (await engine.handlers['profile.list']({}))[0] ?? (await test.addProfile())
      return (await engine.handlers['conversation.create']({ profileId: profile.id })).id
    },
    async ask(conversationId, text = 'Hello?') {
      await engine.handlers['question.ask']({ conversationId, text })
      await settle()
      const dictation = dictations.at(-1)
      if (!dictation) throw new Error('no question reached the service')
      return dictation
    },
    async open(conversationId) {
      return (await engine.handlers['conversation.open']({ conversationId })).messages
    },
  }
  return test
}

export const settings: ProfileSettings = {
  name: 'Work',
  color: 'blue',
  site: 'china',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
  visitorId: 'visitor-1',
}

function addProfile(engine: RunningEngine, name: string): Promise<Profile> {
  return Promise.resolve(
    engine.handlers['profile.add']({
      appKey: 'canary-app-key-1234',
      settings: { ...settings, name },
      allowsDuplicate: true,
    }),
  )
}

/** Lets everything run that waits on promises alone. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** What a page shows of one conversation after these events, starting from nothing. Throws at a gap in the revisions. */
export function followAsPage(
  events: readonly BridgeEvent[],
  conversationId: ConversationId,
  start: { readonly messages: readonly Message[]; readonly revision: number } = { messages: [], revision: 0 },
): readonly Message[] {
  let { messages, revision } = start
  for (const { name, payload } of events) {
    if (!('revision' in payload) || payload.conversationId !== conversationId) continue
    if (payload.revision <= start.revision) continue
    if (payload.revision !== revision + 1) throw new Error(`gap: ${revision} to ${payload.revision}`)
    revision = payload.revision
    switch (name) {
      case 'message.added':
        messages = [...messages, payload.message]
        break
      case 'message.changed':
        messages = messages.map((message) => (message.id === payload.message.id ? payload.message : message))
        break
      case 'message.removed':
        messages = messages.filter(({ id }) => id !== payload.messageId)
        break
      case 'answer.progressed':
        messages = messages.map((message) =>
          message.id === payload.messageId ? payload.events.reduce(applyAnswerEvent, message) : message,
        )
        break
    }
  }
  return messages
}
