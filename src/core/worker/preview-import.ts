// Owns the look at a file of exported history before anything of it is added: whether it is one, what is in it, and what of
// that is new here. Taking it in, batch by batch, begins in read-import-batch.ts.
import { stat } from 'node:fs/promises'
import {
  findHistoryProblem,
  maxLineBytes,
  parseHistoryLine,
  type ExportedProfile,
  type HistoryEntry,
} from '#shared/history-export.ts'
import type { HistoryPreview } from '#shared/history-import.ts'
import type { ProfileId } from '#shared/ids.ts'
import { findImportedPlace } from '#core/store/insert-missing.ts'
import { hasConversation } from '#core/store/conversations.ts'
import { findMatchingProfile } from '#core/store/match-profile.ts'
import { readLines } from './history-lines.ts'
import type { Job } from './job.ts'

export interface ReadProgress {
  readonly bytes: number
  readonly totalBytes: number
}

/** Work between two breaths, in milliseconds. */
const stretchMs = 8

const maxNamedProfiles = 50

/** A file whose first line is longer is none of ours. */
const maxFirstLineBytes = 64 * 1024

export const previewImport: Job<{ readonly path: string }, HistoryPreview, ReadProgress> = async (
  { history, signal, report, breathe },
  { path },
) => {
  const { size: totalBytes } = await stat(path)
  const first = await readFirstLine(path)
  const problem = findHistoryProblem(first.text ?? '')
  if (problem !== undefined) return { type: 'unreadable', problem }

  const counts = { conversations: 0, messages: 0, newConversations: 0, newMessages: 0, damaged: 0 }
  const profileIds = new Set<ProfileId>()
  const newProfiles = new Map<ProfileId, ExportedProfile>()
  let end: Extract<HistoryEntry, { type: 'end' }> | undefined
  let breathedAt = performance.now()
  for await (const line of readLines(path, first.end, maxLineBytes)) {
    if (performance.now() - breathedAt > stretchMs) {
      report({ bytes: line.end, totalBytes })
      await breathe()
      signal.throwIfAborted()
      breathedAt = performance.now()
    }
    if (line.text?.trim() === '') continue
    const entry = line.text === undefined ? undefined : parseHistoryLine(line.text)
    if (entry === undefined) counts.damaged += 1
    else if (entry === 'closing') continue
    else if (entry.type === 'end') end = entry
    else count(entry)
  }
  return {
    type: 'readable',
    ...counts,
    newProfiles: [...newProfiles.values()]
      .slice(0, maxNamedProfiles)
      .map(({ name, serviceUrl }) => ({ name, ...(serviceUrl === undefined ? {} : { serviceUrl }) })),
    isWhole: end?.conversations === counts.conversations && end.messages === counts.messages,
  }

  function count(entry: HistoryEntry): void {
    if (entry.type === 'profile') {
      const { profile } = entry
      profileIds.add(profile.id)
      if (findMatchingProfile(history, profile, profileIds) === undefined)
        newProfiles.set(profile.id, profile)
    } else if (entry.type === 'conversation') {
      counts.conversations += 1
      if (!hasConversation(history, entry.conversation.id)) counts.newConversations += 1
    } else if (entry.type === 'message') {
      counts.messages += 1
      const place = findImportedPlace(history, entry.message)
      if (place === 'free') counts.newMessages += 1
      else if (place === 'elsewhere') counts.damaged += 1
    }
  }
}

async function readFirstLine(
  path: string,
): Promise<{ readonly text: string | undefined; readonly end: number }> {
  for await (const line of readLines(path, 0, maxFirstLineBytes)) return line
  return { text: undefined, end: 0 }
}
