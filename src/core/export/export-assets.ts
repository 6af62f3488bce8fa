// Owns the copies of images and files in an export: a folder beside a Markdown file, or inside of an HTML file. They come
// from the copies that the data folder keeps; nothing is fetched.
import type { ExportContents } from '#shared/export.ts'
import type { ExportAssets } from './export-writer.ts'
import type { ExportContext } from './export-conversations.ts'

export interface PlacedAssets extends ExportAssets {
  /** Of what was placed. */
  readonly bytes: number
  finish(): Promise<void>
  remove(): Promise<void>
}

export interface ExportAssetsOptions {
  readonly context: ExportContext
  readonly contents: ExportContents
  /** Where the folder with the copies goes. */
  readonly folder: string
  /** The file beside which it goes; undefined inside of a folder that is the export's own. */
  readonly name: string | undefined
}

export function openExportAssets(_options: ExportAssetsOptions): PlacedAssets {
  return {
    bytes: 0,
    place: () => undefined,
    embed: () => undefined,
    finish: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  }
}
