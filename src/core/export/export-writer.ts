// Owns the seam between what is exported and how it looks: a format gives text for the beginning, for every message and
// for the end, and knows nothing of files. Who calls it, streams it to the disk and can be stopped is
// export-conversations.ts; which formats there are is in formats.ts.
import type { Message } from '#shared/answer.ts'
import type { ExportContents, ExportLanguage } from '#shared/export.ts'
import type { StoredConversation } from '#core/store/conversations.ts'
import type { Database } from '#core/store/open.ts'
import type { StoredProfile } from '#core/store/profiles.ts'

export interface ExportedConversation {
  readonly conversation: StoredConversation
  /** Undefined when its row cannot be read. */
  readonly profile: StoredProfile | undefined
}

/**
 * One file. Called in this order: `begin`, then for every conversation `beginConversation`, `message` for each from the
 * oldest on, `endConversation`; then `end`. What is returned is written as it is, UTF-8, nothing between.
 */
export interface ExportWriter {
  begin(): string
  beginConversation(exported: ExportedConversation): string
  message(message: Message): string
  endConversation(): string
  end(): string
}

/** Copies of images and files that were shown in the conversation that is being written and are kept on this computer. */
export interface ExportAssets {
  /** Puts the copy beside the exported file and gives its address from there; undefined when there is none. */
  place(url: string): string | undefined
  /** The copy of an image as a `data:` address; undefined when there is none, or it is no image. */
  embed(url: string): string | undefined
}

export interface WriterContext {
  /** Only for reading. */
  readonly history: Database
  readonly contents: ExportContents
  readonly language: ExportLanguage
  /** Milliseconds since the epoch. */
  readonly exportedAt: number
  /** Of the program. */
  readonly version: string
  readonly assets: ExportAssets
}

/** A line of an index: a conversation and the file it is in. */
export interface IndexEntry {
  readonly exported: ExportedConversation
  readonly fileName: string
}

export interface ExportFileFormat {
  /** Without the dot. */
  readonly extension: string
  createWriter(context: WriterContext): ExportWriter
  /**
   * The text of the index beside several files, in pieces. A format without one holds all conversations in a single file.
   */
  readonly writeIndex:
    ((entries: readonly IndexEntry[], context: WriterContext) => Iterable<string>) | undefined
}
