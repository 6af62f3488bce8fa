// Owns which files of which conversation the service has: each is uploaded once, for all who want it at the same time, and
// again when what the service said of it has grown old. How an upload goes is core/adp/upload's; what is attached to what is
// attachment-desk.ts's and question-files.ts's.
import { findAttachmentKind, findFileType, type AttachmentState } from '#shared/attachment.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { AdpClient, SentFile, UploadProgress } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { findAppCard } from '#core/store/app-cards.ts'
import type { RemoteFile } from '#core/store/attachments.ts'
import { findCopyPath, readCopy } from '#core/store/file-copies.ts'
import type { Database } from '#core/store/open.ts'

/** A kept copy on its way into a conversation. */
export interface FileToSend {
  readonly profileId: ProfileId
  readonly conversationId: ConversationId
  readonly hash: string
  readonly name: string
  readonly sizeBytes: number
}

export interface SendAround {
  /** Called with the state at once, and whenever that changes. */
  readonly onProgress?: (state: SendState) => void
  /** The file is not wanted any more: when nobody else wants it, its upload ends. */
  readonly signal: AbortSignal
}

type SendState = Extract<AttachmentState, { type: 'waiting' | 'uploading' | 'parsing' }>

export interface FileSender {
  /** Throws FailureError; `cut-off` with the cause `ABORTED` when `signal` aborts. */
  send(file: FileToSend, around: SendAround): Promise<RemoteFile>
  /** What is known of a file from an earlier run. */
  remember(file: Pick<FileToSend, 'hash' | 'name'>, remote: RemoteFile): void
  /** As the service has it for this conversation; undefined when it does not, or that was long ago. */
  find(file: Pick<FileToSend, 'conversationId' | 'hash' | 'name'>): RemoteFile | undefined
  close(): void
}

export interface FileSenderOptions {
  readonly db: Database
  readonly dataDir: string
  readonly clock: Clock
  /** A client with everything that there is to ask the cloud API with. Throws FailureError. */
  readonly openClient: (profileId: ProfileId) => Promise<AdpClient>
}

interface Sending {
  readonly abort: AbortController
  readonly done: Promise<RemoteFile>
  readonly listeners: Set<(state: SendState) => void>
  state: SendState
  /** How many want it. */
  users: number
}

/** Addresses that the service signs are good for a while only; how long it does not say. */
const freshMs = 30 * 60_000

/** Files that are sent at the same time. */
const maxAtOnce = 3

export function createFileSender({ db, dataDir, clock, openClient }: FileSenderOptions): FileSender {
  const known = new Map<string, RemoteFile>()
  const running = new Map<string, Sending>()
  const queue: (() => void)[] = []
  let atWork = 0

  async function takeTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    // Whoever ends hands its place on without giving it up.
    if (atWork >= maxAtOnce) await new Promise<void>((resolve) => queue.push(resolve))
    else atWork += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else atWork -= 1
    }
  }

  function find(file: Pick<FileToSend, 'conversationId' | 'hash' | 'name'>): RemoteFile | undefined {
    const remote = known.get(keyOf(file))
    return remote && Math.abs(clock.now() - remote.uploadedAt) < freshMs ? remote : undefined
  }

  function start(file: FileToSend): Sending {
    const key = keyOf(file)
    const abort = new AbortController()
    const sending: Sending = {
      abort,
      listeners: new Set(),
      state: { type: 'waiting' },
      users: 0,
      done: takeTurn(() => upload(file, abort.signal, tell))
        .then((sent) => {
          const { conversationId } = file
          const { url, documentId } = sent
          const id = documentId === undefined ? {} : { documentId }
          const remote: RemoteFile = { conversationId, url, ...id, uploadedAt: clock.now() }
          known.set(key, remote)
          return remote
        })
        .finally(() => {
          if (running.get(key) === sending) running.delete(key)
        }),
    }
    running.set(key, sending)
    return sending

    function tell({ stage, share }: UploadProgress): void {
      sending.state = { type: stage, share }
      for (const listener of sending.listeners) listener(sending.state)
    }
  }

  async function upload(
    file: FileToSend,
    signal: AbortSignal,
    onProgress: (progress: UploadProgress) => void,
  ): Promise<SentFile> {
    refuseWhenAborted(signal)
    const { name, sizeBytes, conversationId, profileId, hash } = file
    const kind = findAttachmentKind(name) ?? 'document'
    if ((await readCopy(dataDir, hash)).type !== 'whole')
      throw new FailureError(createFailure('attachment-gone'))
    const client = await openClient(profileId)
    refuseWhenAborted(signal)
    const path = findCopyPath(dataDir, hash)
    // Applications of this kind read documents by themselves.
    const isParsed = findAppCard(db, profileId)?.mode !== 'claw'
    const local = { path, name, fileType: findFileType(name), sizeBytes, kind, conversationId, isParsed }
    const result = await client.upload(local, onProgress, signal)
    if (!result.ok) throw new FailureError(result.failure)
    return result.value
  }

  return {
    find,
    remember(file, remote) {
      known.set(keyOf({ ...file, conversationId: remote.conversationId }), remote)
    },

    async send(file, { onProgress, signal }) {
      refuseWhenAborted(signal)
      const remote = find(file)
      if (remote) return remote
      const current = running.get(keyOf(file))
      const sending = current && !current.abort.signal.aborted ? current : start(file)
      sending.users += 1
      if (onProgress) sending.listeners.add(onProgress)
      onProgress?.(sending.state)
      const gone = Promise.withResolvers<never>()
      const leave = () => gone.reject(new FailureError(createFailure('cut-off', { cause: 'ABORTED' })))
      signal.addEventListener('abort', leave)
      try {
        return await Promise.race([sending.done, gone.promise])
      } finally {
        signal.removeEventListener('abort', leave)
        if (onProgress) sending.listeners.delete(onProgress)
        sending.users -= 1
        if (sending.users === 0) {
          sending.abort.abort()
          // Nobody is left to hear how it ended.
          sending.done.catch(() => undefined)
        }
      }
    },

    close() {
      for (const { abort } of running.values()) abort.abort()
    },
  }
}

function keyOf({ conversationId, hash, name }: Pick<FileToSend, 'conversationId' | 'hash' | 'name'>): string {
  return `${conversationId} ${hash} ${name}`
}

function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new FailureError(createFailure('cut-off', { cause: 'ABORTED' }))
}
