// Owns what tests about the files of questions share: an engine with a service whose uploads the test dictates.
import { vi } from 'vitest'
import type { Attachment, AttachmentOwner } from '#shared/attachment.ts'
import type { DraftOwner } from '#shared/draft.ts'
import type { Failure } from '#shared/failure.ts'
import type { LocalFile, SentFile, UploadProgress } from '#core/adp/client.ts'
import type { Result } from '#core/adp/result.ts'
import { createFolder } from '#core/store/test-store.ts'
import { createTestEngine, settle, type TestEngine } from './test-engine.ts'

/** An upload that has reached the service. */
interface Upload {
  readonly file: LocalFile
  readonly signal: AbortSignal
  progress(stage: UploadProgress['stage'], share: number): void
  finish(): Promise<void>
  refuse(failure: Failure): Promise<void>
}

export interface AttachmentTest extends TestEngine {
  readonly uploads: Upload[]
  readonly dataDir: string
  /** A PDF, unless there are other bytes. Resolves when it is on its way to the service. */
  add(owner: DraftOwner, name: string, bytes?: Uint8Array): Promise<Attachment>
  /** Names and states. */
  list(owner: AttachmentOwner): Promise<string[]>
}

/** `earlier`: the history and the folder of a program that is gone. */
export function createAttachmentTest(earlier?: Pick<AttachmentTest, 'db' | 'dataDir'>): AttachmentTest {
  const dataDir = earlier?.dataDir ?? createFolder()
  const uploads: Upload[] = []
  const test = createTestEngine({
    dataDir,
    ...(earlier ? { db: earlier.db } : {}),
    upload(file, onProgress, signal) {
      const done = Promise.withResolvers<Result<SentFile>>()
      const number = uploads.length + 1
      const { name, fileType, sizeBytes, kind } = file
      const documentId = kind === 'document' ? { documentId: `document-${number}` } : {}
      const sent: SentFile = {
        name,
        fileType,
        sizeBytes,
        kind,
        url: `https://store/${number}`,
        ...documentId,
      }
      uploads.push({
        file,
        signal,
        progress: (stage, share) => onProgress({ stage, share }),
        finish: () => (done.resolve({ ok: true, value: sent }), settle()),
        refuse: (failure) => (done.resolve({ ok: false, failure }), settle()),
      })
      return done.promise
    },
  })
  const { handlers } = test.engine
  return Object.assign(test, {
    uploads,
    dataDir,
    async add(owner: DraftOwner, name: string, bytes: Uint8Array = Buffer.from('%PDF-1.7')) {
      const { uploadId } = await handlers['upload.begin']({ name, size: bytes.length })
      const base64 = Buffer.from(bytes).toString('base64')
      if (bytes.length > 0) await handlers['upload.append']({ uploadId, base64 })
      const before = uploads.length
      const attachment = await handlers['attachment.add']({ owner, uploadId })
      await waitFor(() => uploads.length > before)
      return attachment
    },
    async list(owner: AttachmentOwner) {
      return (await handlers['attachment.list']({ owner })).map(({ name, state }) => `${name} ${state.type}`)
    },
  })
}

/** Reading a copy takes as long as the disk takes: no number of turns is enough for all of them. */
export function waitFor(isDone: () => boolean): Promise<unknown> {
  return vi.waitUntil(isDone, { timeout: 30_000, interval: 1 })
}
