// Owns what the entries of a file of exported history become in this one: what is here stays as it is, what is missing is
// added. Reading the file, pauses and progress are history-import-desk.ts's matter.
import type { ExportedConversation, ExportedProfile, HistoryEntry } from '#shared/history-export.ts'
import type { ImportedHistory } from '#shared/history-import.ts'
import { assertNever } from '#shared/assert-never.ts'
import type { Folder } from '#shared/folder.ts'
import type { ConversationId, FolderId, MessageId, ProfileId, TagId } from '#shared/ids.ts'
import type { Message } from '#shared/answer.ts'
import type { Tag } from '#shared/tag.ts'
import type { Clock } from '#core/clock.ts'
import { findSlicesOf, setCitedSlices } from '#core/store/cited-slices.ts'
import { getConversation, hasConversation, insertConversation } from '#core/store/conversations.ts'
import { write } from '#core/store/database.ts'
import { hashBytes, stageCopy } from '#core/store/file-copies.ts'
import { hasKeptFile, insertShownFile } from '#core/store/files.ts'
import { insertFolder, listFolders } from '#core/store/folders.ts'
import { setForkedFrom } from '#core/store/forks.ts'
import { insertMissing, touchIfNewer } from '#core/store/insert-missing.ts'
import { findMatchingProfile } from '#core/store/match-profile.ts'
import type { Database } from '#core/store/open.ts'
import { findPlace } from '#core/store/places.ts'
import { insertProfile } from '#core/store/profiles.ts'
import { setRating } from '#core/store/ratings.ts'
import { setShownAnswer } from '#core/store/shown-answers.ts'
import { insertTag, listTags } from '#core/store/tags.ts'
import { findNamed } from '#core/store/taken-name.ts'

export interface HistoryAdder {
  /** Adds what the entries say, all of it in one transaction or nothing. In the order of the file. */
  add(entries: readonly HistoryEntry[]): void
  /** Keeps the bytes of a file for the conversations that show it. */
  addFile(file: EntryOf<'file'>['file']): Promise<void>
  readonly counts: Omit<ImportedHistory, 'isCancelled'>
  /** Conversations that were added, or got messages. */
  readonly changed: ReadonlySet<ConversationId>
  /** Whether folders or tags were added. */
  readonly hasNewMarks: boolean
}

type Counts = { -readonly [Name in keyof HistoryAdder['counts']]: number }

export interface HistoryAdderOptions {
  readonly db: Database
  readonly dataDir: string
  readonly clock: Pick<Clock, 'now'>
}

type EntryOf<Type extends HistoryEntry['type']> = Extract<HistoryEntry, { type: Type }>

export function createHistoryAdder({ db, dataDir, clock }: HistoryAdderOptions): HistoryAdder {
  const counts: Counts = {
    conversations: 0,
    messages: 0,
    completedConversations: 0,
    presentMessages: 0,
    profiles: 0,
    files: 0,
    damaged: 0,
  }
  const changed = new Set<ConversationId>()
  const completed = new Set<ConversationId>()
  /** What the file says of profiles, folders and tags: they are added with the first conversation that needs them. */
  const profiles = new Map<ProfileId, ExportedProfile>()
  const folders = new Map<FolderId, Folder>()
  const tags = new Map<TagId, Tag>()
  /** Profiles of the file, to those that stand for them here. */
  const placedProfiles = new Map<ProfileId, ProfileId>()
  /** Where files are shown whose bytes have not come yet. */
  const awaited = new Map<
    string,
    { conversationId: ConversationId; file: ExportedConversation['files'][number] }[]
  >()
  let current: ExportedConversation | undefined
  /** Messages behind the last conversation of the file that were not here: only of those is anything else taken. */
  let addedIds = new Set<MessageId>()
  let hasNewMarks = false
  let last: { readonly conversationId: ConversationId; readonly messageId: MessageId } | undefined

  function addEntry(entry: Exclude<HistoryEntry, { type: 'message' }>): void {
    switch (entry.type) {
      case 'profile':
        profiles.set(entry.profile.id, entry.profile)
        break
      case 'folder':
        folders.set(entry.folder.id, entry.folder)
        break
      case 'tag':
        tags.set(entry.tag.id, entry.tag)
        break
      case 'conversation':
        addConversation(entry.conversation)
        break
      case 'origin':
        addOrigin(entry.origin)
        break
      case 'rating':
        addRating(entry.rating)
        break
      case 'shown-answer':
        addShownAnswer(entry.shownAnswer)
        break
      case 'slice':
        addSlice(entry.slice)
        break
      // Behind the transaction, see addFile.
      case 'file':
      case 'end':
        break
      default:
        assertNever(entry)
    }
  }

  function addOrigin({ conversationId, originalId }: EntryOf<'origin'>['origin']): void {
    const isNew = changed.has(conversationId) && !completed.has(conversationId)
    if (isNew) setForkedFrom(db, conversationId, originalId)
  }

  function addRating({ messageId, ...rating }: EntryOf<'rating'>['rating']): void {
    if (addedIds.has(messageId)) setRating(db, messageId, rating, clock.now())
  }

  function addShownAnswer(shown: EntryOf<'shown-answer'>['shownAnswer']): void {
    const [question, answer] = [findPlace(db, shown.questionId), findPlace(db, shown.answerId)]
    const isWhole = question !== undefined && question.conversationId === answer?.conversationId
    if (isWhole && addedIds.has(shown.questionId)) setShownAnswer(db, shown, clock.now())
  }

  function addSlice({ conversationId, ...slice }: EntryOf<'slice'>['slice']): void {
    if (!hasConversation(db, conversationId)) {
      counts.damaged += 1
      return
    }
    if (findSlicesOf(db, conversationId, [slice.referenceId]).length > 0) return
    setCitedSlices(db, getConversation(db, conversationId).profileId, [slice], clock.now())
  }

  function addConversation(exported: ExportedConversation): void {
    current = exported
    addedIds = new Set()
    const { files, ...conversation } = exported
    const { id } = conversation
    if (!hasConversation(db, id)) {
      const profileId = placeProfile(conversation.profileId)
      if (profileId === undefined) {
        counts.damaged += 1
        return
      }
      const { folderId, tagIds } = conversation
      insertConversation(db, {
        ...conversation,
        profileId,
        folderId: placeFolder(folderId),
        tagIds: [...new Set(tagIds.flatMap(placeTag))],
      })
      counts.conversations += 1
      changed.add(id)
    }
    for (const file of files) showFile(id, file)
  }

  /** Undefined when nothing is known of it. */
  function placeProfile(id: ProfileId): ProfileId | undefined {
    const exported = profiles.get(id)
    const known = placedProfiles.get(id) ?? (exported && findMatchingProfile(db, exported, profiles))
    if (known === undefined && exported) {
      insertProfile(db, { ...exported, appKeyHint: '', secretIdHint: null })
      counts.profiles += 1
    }
    const placed = known ?? exported?.id
    if (placed !== undefined) placedProfiles.set(id, placed)
    return placed
  }

  /** One of the same name is the same one. */
  function placeFolder(id: FolderId | null): FolderId | null {
    const present = listFolders(db)
    const folder = present.find((candidate) => candidate.id === id) ?? (id && folders.get(id))
    if (!folder) return null
    const known = findNamed(present, folder.name)
    if (known) return known.id
    insertFolder(db, folder)
    hasNewMarks = true
    return folder.id
  }

  function placeTag(id: TagId): TagId[] {
    const present = listTags(db)
    const tag = present.find((candidate) => candidate.id === id) ?? tags.get(id)
    if (!tag) return []
    const known = findNamed(present, tag.name)
    if (known) return [known.id]
    insertTag(db, tag)
    hasNewMarks = true
    return [tag.id]
  }

  function showFile(conversationId: ConversationId, file: ExportedConversation['files'][number]): void {
    if (hasKeptFile(db, file.hash)) insertShownFile(db, { ...file, conversationId })
    else awaited.set(file.hash, [...(awaited.get(file.hash) ?? []), { conversationId, file }])
  }

  function addMessages(messages: readonly Message[]): void {
    const [first] = messages
    const newest = messages.at(-1)
    if (!first || !newest) return
    const { conversationId } = first
    if (!hasConversation(db, conversationId)) {
      counts.damaged += messages.length
      return
    }
    const after = last?.conversationId === conversationId ? last.messageId : undefined
    const { addedIds: ids, here, elsewhere } = insertMissing(db, messages, after)
    const added = ids.length
    for (const id of ids) addedIds.add(id)
    counts.messages += added
    counts.presentMessages += here
    counts.damaged += elsewhere
    last = { conversationId, messageId: newest.id }
    if (added === 0 || (changed.has(conversationId) && !completed.has(conversationId))) return
    completed.add(conversationId)
    changed.add(conversationId)
    counts.completedConversations = completed.size
    if (current?.id === conversationId) touchIfNewer(db, current)
  }

  return {
    counts,
    changed,
    get hasNewMarks() {
      return hasNewMarks
    },
    add(entries) {
      write(db, () => {
        let run: Message[] = []
        const endRun = (): void => {
          addMessages(run)
          run = []
        }
        for (const entry of entries) {
          if (entry.type === 'message') {
            if (run[0] && run[0].conversationId !== entry.message.conversationId) endRun()
            run.push(entry.message)
          } else {
            endRun()
            addEntry(entry)
          }
        }
        endRun()
      })
    },
    async addFile({ hash, base64 }) {
      const places = awaited.get(hash)
      if (!places) return
      awaited.delete(hash)
      const bytes = Buffer.from(base64, 'base64')
      if (hashBytes(bytes) !== hash) {
        counts.damaged += 1
        return
      }
      const copy = await stageCopy(dataDir, bytes)
      copy.place()
      write(db, () => {
        for (const { conversationId, file } of places) {
          if (hasConversation(db, conversationId)) {
            insertShownFile(db, { ...file, bytes: bytes.length, conversationId })
          }
        }
      })
      counts.files += 1
    },
  }
}
