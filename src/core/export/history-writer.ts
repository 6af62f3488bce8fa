// Owns the file with everything, as it is exported: one line for each thing, so that it is written and read line by line
// however long it is. What a line says is shared/history-export.ts's matter; the way back in begins in core/worker.
import { applyAnswerEvent, hasEnded, type Message } from '#shared/answer.ts'
import { listReferenceIds } from '#shared/cited-slice.ts'
import {
  encodeHistoryEnd,
  encodeHistoryEntry,
  encodeHistoryStart,
  type ExportedProfile,
} from '#shared/history-export.ts'
import type { MessageId } from '#shared/ids.ts'
import { profileSettingsSchema } from '#shared/profile.ts'
import { findSlicesOf } from '#core/store/cited-slices.ts'
import { listShownFiles, type ShownFile } from '#core/store/files.ts'
import { listFolders } from '#core/store/folders.ts'
import { findForkedFrom } from '#core/store/forks.ts'
import type { StoredProfile } from '#core/store/profiles.ts'
import { listRatings, type StoredRating } from '#core/store/ratings.ts'
import { listShownAnswers, type ShownAnswer } from '#core/store/shown-answers.ts'
import { listTags } from '#core/store/tags.ts'
import type { ExportFileFormat, ExportWriter, WriterContext } from './export-writer.ts'

export const historyFormat: ExportFileFormat = { extension: 'json', createWriter, writeIndex: undefined }

function createWriter({ history, contents, exportedAt, assets }: WriterContext): ExportWriter {
  /** Ids of what has a line already, hashes of files, and sources by their conversation. */
  const written = new Set<string>()
  /** Of the conversation that is being written, by their answers. */
  let ratings = new Map<MessageId, StoredRating>()
  let shownAnswers = new Map<MessageId, ShownAnswer>()
  let conversations = 0
  let messages = 0

  function once(id: string, write: () => string): string {
    if (written.has(id)) return ''
    written.add(id)
    return write()
  }

  function encodeFile({ url, hash }: ShownFile): string {
    const [, base64] = /^data:[^,]*;base64,(.*)$/s.exec(assets.embed(url) ?? '') ?? []
    return base64 === undefined ? '' : encodeHistoryEntry({ type: 'file', file: { hash, base64 } })
  }

  /** What is kept of a message beside it. */
  function encodeMarks(message: Message): string[] {
    const rating = ratings.get(message.id)
    const shownAnswer = shownAnswers.get(message.id)
    const { conversationId } = message
    return [
      ...(rating ? [encodeHistoryEntry({ type: 'rating', rating })] : []),
      // A single message is exported without its question.
      ...(shownAnswer && written.has(shownAnswer.questionId)
        ? [encodeHistoryEntry({ type: 'shown-answer', shownAnswer })]
        : []),
      ...findSlicesOf(history, conversationId, listReferenceIds(message)).map((slice) =>
        once(`${conversationId} ${slice.referenceId}`, () =>
          encodeHistoryEntry({ type: 'slice', slice: { conversationId, ...slice } }),
        ),
      ),
    ]
  }

  return {
    begin: () => encodeHistoryStart(exportedAt),
    beginConversation({ conversation, profile }) {
      const { id, profileId, folderId, tagIds } = conversation
      conversations += 1
      ratings = new Map(listRatings(history, id).map((rating) => [rating.messageId, rating]))
      shownAnswers = new Map(listShownAnswers(history, id).map((shown) => [shown.answerId, shown]))
      const originalId = findForkedFrom(history, id)
      const shownFiles = listShownFiles(history, id)
      const files = shownFiles.map(({ url, hash, mediaType, bytes, addedAt }) => ({
        url,
        hash,
        mediaType,
        bytes,
        addedAt,
      }))
      const folder = listFolders(history).find((candidate) => candidate.id === folderId)
      const tags = listTags(history).filter((tag) => tagIds.includes(tag.id))
      return [
        profile && once(profileId, () => encodeHistoryEntry({ type: 'profile', profile: describe(profile) })),
        folder && once(folder.id, () => encodeHistoryEntry({ type: 'folder', folder })),
        ...tags
          .sort((one, other) => (one.id < other.id ? -1 : 1))
          .map((tag) => once(tag.id, () => encodeHistoryEntry({ type: 'tag', tag }))),
        encodeHistoryEntry({ type: 'conversation', conversation: { ...conversation, files } }),
        originalId && encodeHistoryEntry({ type: 'origin', origin: { conversationId: id, originalId } }),
        ...(contents.hasFiles ? shownFiles.map((file) => once(file.hash, () => encodeFile(file))) : []),
      ]
        .filter((line) => line !== undefined)
        .join('')
    },
    message(message) {
      messages += 1
      written.add(message.id)
      return [encodeHistoryEntry({ type: 'message', message: end(message) }), ...encodeMarks(message)].join(
        '',
      )
    },
    endConversation: () => '',
    end: () => encodeHistoryEnd(conversations, messages),
  }
}

/** Without what stands behind the ? of a token endpoint: it may be a key. */
function describe(profile: StoredProfile): ExportedProfile {
  const { id, isDemo, isRetired, createdAt } = profile
  const { tokenEndpointUrl, ...settings } = profileSettingsSchema.strip().parse(profile)
  return {
    ...settings,
    ...(tokenEndpointUrl === undefined ? {} : { tokenEndpointUrl: tokenEndpointUrl.replace(/\?.*$/, '') }),
    id,
    isDemo,
    isRetired,
    createdAt,
  }
}

/** What still runs has, in the file, ended as it would if the program ended now. */
function end(message: Message): Message & { readonly status: 'complete' } {
  const ended = hasEnded(message)
    ? message
    : applyAnswerEvent(message, { type: 'answer-end', status: 'interrupted' })
  // Its status is one of those that a message ends with; the compiler cannot follow that.
  return ended as Message & { readonly status: 'complete' }
}
