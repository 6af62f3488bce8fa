// Owns the way of conversations from the history to the disk: one page of messages at a time, so that the length of a
// conversation is no matter, and nothing stays when it does not come to its end. How it looks is in formats.ts.
import { extname, join } from 'node:path'
import type {
  ExportContents,
  ExportLanguage,
  ExportProgress,
  ExportScope,
  WrittenFormat,
} from '#shared/export.ts'
import type { Message } from '#shared/answer.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { getConversation, listAllConversations, listConversations } from '#core/store/conversations.ts'
import { getMessage, readMessages } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { getProfile, type StoredProfile } from '#core/store/profiles.ts'
import { openDestination } from './destination.ts'
import type { ExportedConversation, ExportFileFormat, IndexEntry, WriterContext } from './export-writer.ts'
import { openExportAssets, type PlacedAssets } from './export-assets.ts'
import { formats } from './formats.ts'
import { openNewFile, openOutputFile, type OpenFile, type OutputFile } from './output-file.ts'
import { createUniqueNames, makeSafeName } from './safe-name.ts'
import { getWords } from './words.ts'

export interface ExportRequest {
  readonly scope: ExportScope
  readonly format: WrittenFormat
  readonly contents: ExportContents
  readonly language: ExportLanguage
  /** Milliseconds since the epoch. */
  readonly exportedAt: number
  /** Of the program. */
  readonly version: string
  /**
   * Absolute. A file, which is replaced when it is there: for one conversation, and for a format that holds all in one file.
   * Else a folder, which must not be there.
   */
  readonly path: string
}

export interface ExportOutcome {
  readonly conversations: number
  readonly bytes: number
}

export interface ExportContext {
  /** Only for reading. */
  readonly history: Database
  readonly dataDir: string
  readonly signal: AbortSignal
  readonly report: (progress: ExportProgress) => void
  readonly breathe: () => Promise<void>
  /** Of the disk; another one in tests of what a disk can refuse. */
  readonly openFile?: OpenFile
}

/** Messages that are in memory at the same time, unless a single one of them is large. */
const pageLength = 20

/** Whether an export becomes one file or a folder of files. */
export function becomesOneFile(scope: ExportScope, format: WrittenFormat): boolean {
  const isOne = scope.type === 'conversations' && scope.conversationIds.length === 1
  return isOne || scope.type === 'message' || formats[format].writeIndex === undefined
}

/**
 * Throws FailureError `not-found` when a conversation or message that was named is not there, `export-no-space` or
 * `export-not-written` when the disk refuses; whatever it throws, also when the signal is aborted, nothing is left.
 */
export async function exportConversations(
  context: ExportContext,
  request: ExportRequest,
): Promise<ExportOutcome> {
  const { path, scope, format: name } = request
  const format = formats[name]
  const isOneFile = becomesOneFile(scope, name)
  const destination = await openDestination(path, isOneFile ? 'file' : 'folder')
  const assets = openExportAssets({
    history: context.history,
    dataDir: context.dataDir,
    isWanted: request.contents.hasFiles,
    folder: isOneFile
      ? `${path.slice(0, -extname(path).length)}.assets`
      : join(destination.partPath, 'assets'),
  })
  try {
    const run = createRun(context, request, assets)
    await (isOneFile
      ? run.writeOneFile(destination.partPath, format)
      : run.writeFolder(destination.partPath, format))
    context.signal.throwIfAborted()
    await destination.finish()
    return { conversations: run.progress.conversations, bytes: run.progress.bytes + assets.bytes }
  } catch (error) {
    assets.remove()
    await destination.remove()
    throw error
  }
}

interface Run {
  readonly progress: ExportProgress
  writeOneFile(path: string, format: ExportFileFormat): Promise<void>
  writeFolder(path: string, format: ExportFileFormat): Promise<void>
}

function createRun(context: ExportContext, request: ExportRequest, assets: PlacedAssets): Run {
  const { history, signal, report, breathe, openFile = openNewFile } = context
  const { contents, language, exportedAt, version } = request
  const writerContext: WriterContext = { history, contents, language, exportedAt, version, assets }
  const ids = listIds(history, request.scope)
  const profiles = new Map<ProfileId, StoredProfile | undefined>()
  let progress: ExportProgress = { conversations: 0, totalConversations: ids.length, bytes: 0 }
  let finishedBytes = 0

  async function writeFile(path: string, work: (file: OutputFile) => Promise<void>): Promise<void> {
    const file = await openOutputFile(path, openFile)
    try {
      await work(file)
      await file.finish()
      finishedBytes += file.bytes
      progress = { ...progress, bytes: finishedBytes }
    } catch (error) {
      await file.abandon()
      throw error
    }
  }

  async function step(file: OutputFile): Promise<void> {
    progress = { ...progress, bytes: finishedBytes + file.bytes }
    report(progress)
    await breathe()
    signal.throwIfAborted()
  }

  async function writeConversation(
    file: OutputFile,
    writer: ReturnType<ExportFileFormat['createWriter']>,
    exported: ExportedConversation,
  ): Promise<void> {
    assets.enter(exported.conversation.id)
    await file.write(writer.beginConversation(exported))
    for (const messages of read(exported.conversation.id)) {
      for (const message of messages) {
        await file.write(writer.message(message))
        await step(file)
      }
    }
    await file.write(writer.endConversation())
    progress = { ...progress, conversations: progress.conversations + 1 }
    await step(file)
  }

  function read(id: ConversationId): Iterable<readonly Message[]> {
    const { scope } = request
    if (scope.type !== 'message') return readMessages(history, id, pageLength)
    const message = getMessage(history, scope.messageId)
    if (message.conversationId !== id) throw new FailureError(createFailure('not-found'))
    return [[message]]
  }

  /** One that was deleted since the export began is left out, unless it was named. */
  function find(id: ConversationId): ExportedConversation | undefined {
    try {
      const conversation = getConversation(history, id)
      return { conversation, profile: findProfile(conversation.profileId) }
    } catch (error) {
      const isNamed = request.scope.type === 'conversations' || request.scope.type === 'message'
      if (!isNamed && error instanceof FailureError) return undefined
      throw error
    }
  }

  function findProfile(id: ProfileId): StoredProfile | undefined {
    if (!profiles.has(id)) {
      try {
        profiles.set(id, getProfile(history, id))
      } catch (error) {
        if (!(error instanceof FailureError)) throw error
        profiles.set(id, undefined)
      }
    }
    return profiles.get(id)
  }

  return {
    get progress() {
      return progress
    },
    async writeOneFile(path, format) {
      await writeFile(path, async (file) => {
        const writer = format.createWriter(writerContext)
        await file.write(writer.begin())
        for (const id of ids) {
          const exported = find(id)
          if (exported !== undefined) await writeConversation(file, writer, exported)
        }
        await file.write(writer.end())
      })
    },
    async writeFolder(path, format) {
      const unique = createUniqueNames()
      const entries: IndexEntry[] = []
      unique('index')
      for (const id of ids) {
        const exported = find(id)
        if (exported === undefined) continue
        const title = makeSafeName(exported.conversation.title, getWords(language).untitled)
        const fileName = `${unique(title)}.${format.extension}`
        await writeFile(join(path, fileName), async (file) => {
          const writer = format.createWriter(writerContext)
          await file.write(writer.begin())
          await writeConversation(file, writer, exported)
          await file.write(writer.end())
        })
        entries.push({ exported, fileName })
      }
      await writeFile(join(path, `index.${format.extension}`), async (file) => {
        for (const piece of format.writeIndex?.(entries, writerContext) ?? []) {
          await file.write(piece)
          await step(file)
        }
      })
    },
  }
}

/** Newest first. Those in the bin only when they were named. */
function listIds(history: Database, scope: ExportScope): readonly ConversationId[] {
  if (scope.type === 'conversations') return [...new Set(scope.conversationIds)]
  if (scope.type === 'message') return [scope.conversationId]
  const shelves = (['open', 'archive'] as const).flatMap((shelf) =>
    scope.type === 'all'
      ? listAllConversations(history, { shelf })
      : listConversations(history, scope.profileId, { shelf }),
  )
  // Equals by id: the same history gives the same file, in whichever order it was filled.
  return shelves
    .sort((one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id)
}
