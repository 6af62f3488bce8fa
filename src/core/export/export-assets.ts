// Owns the copies of images and files in an export: a folder beside a Markdown file, or inside of an HTML file. They come
// from the copies that the data folder keeps, and only when they are what was kept; nothing is fetched.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { attachmentMediaTypes } from '#shared/attachment.ts'
import type { ConversationId } from '#shared/ids.ts'
import { imageMediaTypeSchema } from '#shared/image.ts'
import { findCopyPath, hashBytes } from '#core/store/file-copies.ts'
import { findShownFile, type ShownFile } from '#core/store/files.ts'
import type { Database } from '#core/store/open.ts'
import type { ExportAssets } from './export-writer.ts'
import { findFreePath } from './destination.ts'
import { describeRefusal } from './output-file.ts'

export interface PlacedAssets extends ExportAssets {
  /** Of what was placed. */
  readonly bytes: number
  /** The conversation that addresses are looked for in from now on. */
  enter(conversationId: ConversationId): void
  remove(): void
}

export interface ExportAssetsOptions {
  readonly history: Database
  readonly dataDir: string
  /** Without them nothing is ever found. */
  readonly isWanted: boolean
  /** Absolute; made with the first copy. One that is there is left alone, and another one beside it taken. */
  readonly folder: string
}

/** What the copies of a kind are called at the end; of another kind there is no telling. */
const extensions: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(attachmentMediaTypes).map(([type, mediaType]) => [mediaType, `.${type}`]),
  ),
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
}

export function openExportAssets({ history, dataDir, isWanted, folder }: ExportAssetsOptions): PlacedAssets {
  const path = findFreePath(folder)
  const placed = new Set<string>()
  let conversationId: ConversationId | undefined
  let bytes = 0

  function find(url: string): ShownFile | undefined {
    return isWanted && conversationId !== undefined ? findShownFile(history, conversationId, url) : undefined
  }

  /** The bytes, when they are what was kept. */
  function read({ hash }: ShownFile): Buffer | undefined {
    try {
      const copy = readFileSync(findCopyPath(dataDir, hash))
      return hashBytes(copy) === hash ? copy : undefined
    } catch {
      return undefined
    }
  }

  function write(name: string, copy: Buffer): void {
    try {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      writeFileSync(join(path, name), copy, { mode: 0o600 })
    } catch (error) {
      throw describeRefusal(error)
    }
    bytes += copy.byteLength
  }

  return {
    get bytes() {
      return bytes
    },
    enter: (id) => void (conversationId = id),
    place(url) {
      const file = find(url)
      if (file === undefined) return undefined
      const name = `${file.hash.slice(0, 20)}${extensions[file.mediaType] ?? ''}`
      if (!placed.has(name)) {
        const copy = read(file)
        if (copy === undefined) return undefined
        write(name, copy)
        placed.add(name)
      }
      return `./${encodeURIComponent(basename(path))}/${name}`
    },
    embed(url) {
      const file = find(url)
      if (file === undefined || !imageMediaTypeSchema.safeParse(file.mediaType).success) return undefined
      const copy = read(file)
      return copy === undefined ? undefined : `data:${file.mediaType};base64,${copy.toString('base64')}`
    },
    remove() {
      if (placed.size > 0 || existsSync(path)) rmSync(path, { recursive: true, force: true })
    },
  }
}
