// Owns where something can be dropped in the sidebar, and what dropping it there means. The places carry their name in
// `data-drop`.
import type { Arrangement } from '#shared/arrangement.ts'
import { folderIdSchema, type FolderId } from '#shared/ids.ts'

/** `dates`: below the dates, which is outside of everything. */
export type DropTarget =
  | { readonly type: 'pinned' | 'dates' | 'open' | 'archive' }
  | { readonly type: 'folder'; readonly folderId: FolderId }

/** As it stands in `data-drop`. */
export function encodeDropTarget(target: DropTarget): string {
  return target.type === 'folder' ? `folder:${target.folderId}` : target.type
}

export function decodeDropTarget(text: string | undefined): DropTarget | undefined {
  if (text === 'pinned' || text === 'dates' || text === 'open' || text === 'archive') return { type: text }
  const { data: folderId } = folderIdSchema.safeParse(text?.replace(/^folder:/, ''))
  return folderId && { type: 'folder', folderId }
}

/** Conversations stand where they are dropped: one in a folder is not pinned, one below the dates is neither. */
export function toArrangement(target: DropTarget): Arrangement {
  switch (target.type) {
    case 'pinned':
      return { isPinned: true }
    case 'folder':
      return { isPinned: false, folderId: target.folderId }
    case 'dates':
      return { isPinned: false, folderId: null }
    case 'open':
      return { isArchived: false }
    case 'archive':
      return { isArchived: true }
  }
}
