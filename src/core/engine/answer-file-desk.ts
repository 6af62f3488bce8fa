// Owns the files that an application has made: downloaded when a person asks for it, from an address that really stands in the
// conversation, and kept, because the links are good for about a day; then saved where the person wants them. A file is never
// opened by this program. The fetching is core/adp/remote-file.ts's, the keeping file-desk.ts's.
import { extname } from 'node:path'
import type { Delivery } from '#shared/delivery.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { KeptFile } from '#shared/kept-file.ts'
import { makeSafeName } from '#core/export/safe-name.ts'
import { getConversation } from '#core/store/conversations.ts'
import { exportCopy } from '#core/store/file-copies.ts'
import type { ShownFile } from '#core/store/files.ts'
import type { Database } from '#core/store/open.ts'
import { findLocalOrigin, standsInConversation } from './address-in-conversation.ts'
import type { FileDesk } from './file-desk.ts'
import type { OutgoingFiles } from './outgoing-files.ts'
import type { QuestionDesk } from './question-desk.ts'

/** Fetches a file and gives its bytes, as they come, to whoever keeps them. Throws FailureError, and what `keep` throws. */
export type LoadFile = <Kept>(
  address: string,
  localOrigin: string | undefined,
  keep: (pieces: AsyncIterable<Uint8Array>) => Promise<Kept>,
) => Promise<Kept>

export interface AnswerFileDesk {
  /** Without any network: null when no copy is there. */
  findKept(conversationId: ConversationId, address: string): Promise<KeptFile | null>
  load(conversationId: ConversationId, address: string): Promise<KeptFile>
  /** `name`: as the service calls it. Null when the person wants it nowhere. */
  save(conversationId: ConversationId, address: string, name: string): Promise<Delivery | null>
}

export interface AnswerFileDeskOptions {
  readonly db: Database
  readonly dataDir: string
  readonly questions: Pick<QuestionDesk, 'latest'>
  readonly files: Pick<FileDesk, 'find' | 'keepPieces'>
  readonly outgoing: Pick<OutgoingFiles, 'choosePlace' | 'deliver'>
  readonly loadFile: LoadFile
  /** Where the service of a profile is, when that is known. */
  readonly findServiceUrl: (profileId: ProfileId) => Promise<string | undefined>
}

/** What a kept file is, whatever its name or its server say: nothing here reads it. */
const mediaType = 'application/octet-stream'

export function createAnswerFileDesk(options: AnswerFileDeskOptions): AnswerFileDesk {
  const { db, dataDir, questions, files, outgoing, loadFile, findServiceUrl } = options
  /** Downloads on their way, by conversation and address: asked twice, a file is fetched once. */
  const running = new Map<string, Promise<KeptFile>>()

  async function download(conversationId: ConversationId, url: string): Promise<KeptFile> {
    const { profileId } = getConversation(db, conversationId)
    if (!standsInConversation(db, questions, conversationId, url))
      throw new FailureError(createFailure('file-refused', { cause: 'NOT_IN_CONVERSATION' }))
    const localOrigin = findLocalOrigin(await findServiceUrl(profileId))
    return describe(
      await loadFile(url, localOrigin, (pieces) =>
        files.keepPieces({ conversationId, url, mediaType }, pieces).catch((error: unknown) => {
          throw error instanceof FailureError ? error : toFailure(error)
        }),
      ),
    )
  }

  return {
    findKept(conversationId, url) {
      const file = files.find(conversationId, url)
      return Promise.resolve(file ? describe(file) : null)
    },

    load(conversationId, url) {
      const key = `${conversationId} ${url}`
      const known = running.get(key)
      if (known) return known
      const loading = download(conversationId, url).finally(() => running.delete(key))
      running.set(key, loading)
      return loading
    },

    async save(conversationId, url, name) {
      const file = files.find(conversationId, url)
      if (!file) throw new FailureError(createFailure('not-found'))
      const place = await outgoing.choosePlace({ kind: 'file', name: makeFileName(name) })
      if (place === undefined) return null
      const outcome = await exportCopy(dataDir, file.hash, place).catch((error: unknown) => {
        throw toFailure(error)
      })
      if (outcome !== 'whole') throw new FailureError(createFailure('file-damaged'))
      return outgoing.deliver(place)
    },
  }
}

function describe({ bytes, addedAt }: ShownFile): KeptFile {
  return { bytes, keptAt: addedAt }
}

/** The extension is what a system goes by, so it is what a person has read: the last one, in letters and digits. */
function makeFileName(name: string): string {
  const extension = extname(name.trim())
  const isPlain = /^\.[A-Za-z0-9]{1,12}$/.test(extension)
  const stem = isPlain ? name.trim().slice(0, -extension.length) : name
  return makeSafeName(stem, 'file') + (isPlain ? extension : '')
}

function toFailure(error: unknown): FailureError {
  const isFull = /ENOSPC|EDQUOT/.test(String(error))
  return new FailureError(createFailure(isFull ? 'no-space' : 'file-not-written'), { cause: error })
}
