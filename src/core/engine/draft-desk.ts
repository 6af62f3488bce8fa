// Owns the questions that were not sent, in the history and on every page: a page says what is written in it, the others are
// told. Which of two texts stays when two pages write at once is decided by who was last.
import type { Draft, DraftOwner } from '#shared/draft.ts'
import type { Clock } from '#core/clock.ts'
import { findDraft, listDrafts, setDraft } from '#core/store/drafts.ts'
import type { Database } from '#core/store/open.ts'
import type { EventHub } from './event-hub.ts'

export interface DraftDesk {
  list(): Draft[]
  set(draft: Draft): void
  /** A question was asked: the draft that it was is one no more. Another text stays, and so do the options. */
  onAsked(owner: DraftOwner, text: string): void
}

export interface DraftDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly hub: EventHub
}

export function createDraftDesk({ db, clock, hub }: DraftDeskOptions): DraftDesk {
  function set(draft: Draft): void {
    setDraft(db, draft, clock.now())
    hub.publish({ name: 'draft.changed', payload: draft })
  }
  return {
    list: () => listDrafts(db),
    set,
    onAsked(owner, text) {
      const draft = findDraft(db, owner)
      if (draft?.text === text) set({ ...draft, text: '' })
    },
  }
}
