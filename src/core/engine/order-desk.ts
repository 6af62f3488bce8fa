// Owns the order among conversations as pages see it: folders, tags, and what lies where. Every change is in the history
// before pages hear of it.
import { randomUUID } from 'node:crypto'
import type { Arrangement } from '#shared/arrangement.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Folder } from '#shared/folder.ts'
import { folderIdSchema, tagIdSchema, type ConversationId, type FolderId, type TagId } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'
import { arrangeConversations } from '#core/store/arrange-conversations.ts'
import { getConversation, type StoredConversation } from '#core/store/conversations.ts'
import { deleteFolder, insertFolder, listFolders, orderFolders, renameFolder } from '#core/store/folders.ts'
import type { Database } from '#core/store/open.ts'
import { deleteTag, insertTag, listTags, updateTag } from '#core/store/tags.ts'
import type { EventHub } from './event-hub.ts'

export interface OrderDesk {
  listFolders(): Folder[]
  addFolder(name: string): Folder
  renameFolder(id: FolderId, name: string): Folder
  reorderFolders(ids: readonly FolderId[]): void
  deleteFolder(id: FolderId): void
  listTags(): Tag[]
  addTag(tag: Omit<Tag, 'id'>): Tag
  changeTag(tag: Tag): Tag
  deleteTag(id: TagId): void
  arrange(ids: readonly ConversationId[], changes: Arrangement): void
}

export interface OrderDeskOptions {
  readonly db: Database
  readonly hub: EventHub
  readonly summarize: (conversation: StoredConversation) => ConversationSummary
}

/** Conversations in one event: enough that many are few events, few enough that none keeps a page from its next frame. */
const announcedAtOnce = 500

export function createOrderDesk({ db, hub, summarize }: OrderDeskOptions): OrderDesk {
  function announceFolders(): void {
    hub.publish({ name: 'folders.changed', payload: { folders: listFolders(db) } })
  }

  function announceTags(): void {
    hub.publish({ name: 'tags.changed', payload: { tags: listTags(db) } })
  }

  return {
    listFolders: () => listFolders(db),
    addFolder(name) {
      const folder = { id: folderIdSchema.parse(randomUUID()), name }
      insertFolder(db, folder)
      announceFolders()
      return folder
    },
    renameFolder(id, name) {
      renameFolder(db, { id, name })
      announceFolders()
      return { id, name }
    },
    reorderFolders(ids) {
      orderFolders(db, ids)
      announceFolders()
    },
    deleteFolder(id) {
      deleteFolder(db, id)
      announceFolders()
    },

    listTags: () => listTags(db),
    addTag(added) {
      const tag = { id: tagIdSchema.parse(randomUUID()), ...added }
      insertTag(db, tag)
      announceTags()
      return tag
    },
    changeTag(tag) {
      updateTag(db, tag)
      announceTags()
      return tag
    },
    deleteTag(id) {
      deleteTag(db, id)
      announceTags()
    },

    arrange(ids, changes) {
      const conversations = arrangeConversations(db, ids, changes).map((id) =>
        summarize(getConversation(db, id)),
      )
      for (let first = 0; first < conversations.length; first += announcedAtOnce) {
        const some = conversations.slice(first, first + announcedAtOnce)
        hub.publish({ name: 'conversations.changed', payload: { conversations: some } })
      }
    },
  }
}
