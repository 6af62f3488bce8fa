// Owns the list of conversations on the screen, of the selected profile or of all together, the open ones or those put
// aside: which there are, where they lie and which one is selected. What runs or is unread is in answer-activity.ts, what is inside the selected one in open-conversation.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { maxArranged, type Arrangement } from '#shared/arrangement.ts'
import type { ConversationPlace, ConversationSummary, Shelf } from '#shared/conversation.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { createAnswerActivity } from './answer-activity.ts'
import { useDraftsStore } from './drafts.ts'
import { getFailure } from './get-failure.ts'
import { useProfilesStore } from './profiles.ts'
import { useSettingsStore } from './settings.ts'

/** More than any window shows, and few enough to be on the screen at once. */
const firstStretch = 100
/** What comes behind them comes in stretches that keep neither the engine nor the page from anything else. */
const nextStretch = 500
/** Before each of them, so that a person who goes on to another list at once does not wait behind this one. */
const pauseMs = 60
/** After the last change of what is open, before it is kept for the next start. */
const keepMs = 400

export const useConversationsStore = defineStore('conversations', () => {
  const bridge = useBridge()
  const profiles = useProfilesStore()
  const settings = useSettingsStore()
  const drafts = useDraftsStore()

  /** Whether a person can see the page; composables/use-keeping.ts knows. */
  const isInSight = shallowRef(true)
  /** Newest first, empty ones among them. */
  /** Pinned ones first, newest first, empty ones among them. */
  const summaries = shallowRef<readonly ConversationSummary[]>([])
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  /** Whether the list reaches down to the oldest conversation. */
  const isWhole = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  /** The conversation each profile was left at; none means that a new one is about to begin. */
  const selectedByProfile = shallowRef<ReadonlyMap<ProfileId, ConversationId>>(new Map())

  /** Which of them the list shows. */
  const shelf = shallowRef<Shelf>('open')
  const profileId = computed(() => profiles.selected?.id)
  /** Whose conversations the list shows; undefined while there is no profile. */
  const scope = computed(() =>
    profileId.value !== undefined && settings.all.showsAllProfiles ? 'all' : profileId.value,
  )
  const selectedId = computed(() =>
    profileId.value === undefined ? null : (selectedByProfile.value.get(profileId.value) ?? null),
  )
  /** A conversation is listed from its first question on, or once it has been given a title. */
  const listed = computed(() => summaries.value.filter(({ title, isRunning }) => title !== '' || isRunning))

  const activity = createAnswerActivity(bridge, (id) => id === selectedId.value && isInSight.value)
  /** Events since the list was asked for; null while no list is on its way. */
  let missed: BridgeEvent[] | null = null
  /** Conversations that were deleted, or put elsewhere, since the list was asked for. */
  const removed = new Set<ConversationId>()
  /** Counts the lists asked for, so that only the newest one is shown. */
  let loads = 0

  bridge.on((event) => {
    // The list that is on its way may have been read before.
    if (event.name === 'history.grown') return void load()
    missed?.push(event)
    apply(event)
  })
  bridge.onReconnected(() => void load())
  watch(
    [scope, shelf],
    () => {
      summaries.value = []
      void load()
    },
    { immediate: true, flush: 'sync' },
  )

  async function load(): Promise<void> {
    const load = ++loads
    missed = []
    removed.clear()
    isWhole.value = false
    if (scope.value === undefined) return
    if (summaries.value.length === 0) status.value = 'loading'
    try {
      let list = await readStretch(undefined, firstStretch)
      if (load !== loads) return
      summaries.value = list
      for (const conversation of list) activity.note(conversation)
      for (const event of missed) apply(event)
      missed = null
      failure.value = null
      status.value = 'ready'
      for (let limit = firstStretch; list.length === limit; limit = nextStretch) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
        if (load !== loads) return
        list = await readStretch(list.at(-1), nextStretch)
        if (load !== loads) return
        append(list)
      }
      isWhole.value = true
      await forgetSelectionIfGone()
    } catch (error) {
      if (load !== loads) return
      failure.value = getFailure(error)
      status.value = 'failed'
    } finally {
      if (load === loads) missed = null
    }
  }

  function readStretch(
    last: ConversationSummary | undefined,
    limit: number,
  ): Promise<readonly ConversationSummary[]> {
    const before: ConversationPlace | undefined = last && {
      isPinned: last.isPinned,
      updatedAt: last.updatedAt,
      id: last.id,
    }
    const stretch = { limit, shelf: shelf.value, ...(before ? { before } : {}) }
    if (scope.value === 'all') return bridge.call('conversation.listAll', stretch)
    return bridge.call('conversation.list', { profileId: profileId.value ?? '', ...stretch })
  }

  /** Adds what is older. What has changed since it was read is further up already, or gone. */
  function append(older: readonly ConversationSummary[]): void {
    const known = new Set(summaries.value.map(({ id }) => id))
    const added = older.filter(({ id }) => !known.has(id) && !removed.has(id))
    summaries.value = [...summaries.value, ...added].sort(comparePlaces)
  }

  function apply(event: BridgeEvent): void {
    if (event.name === 'conversation.changed') put([event.payload.conversation])
    if (event.name === 'conversations.changed') put(event.payload.conversations)
    if (event.name === 'conversation.removed') remove(event.payload.conversationId)
    if (event.name === 'profiles.changed') keepThoseOf(new Set(event.payload.profiles.map(({ id }) => id)))
  }

  /** Takes in what conversations are now: in their places in this list, or out of it. */
  function put(changed: readonly ConversationSummary[]): void {
    for (const summary of changed) {
      activity.note(summary)
      // A stretch that was read before may still bring it.
      if (summary.shelf === shelf.value) removed.delete(summary.id)
      else removed.add(summary.id)
    }
    const ids = new Set(changed.map(({ id }) => id))
    const others = summaries.value.filter(({ id }) => !ids.has(id))
    const here = changed.filter(
      (summary) =>
        summary.shelf === shelf.value && (scope.value === 'all' || scope.value === summary.profileId),
    )
    if (here.length === 0 && others.length === summaries.value.length) return
    // Before their equals: what has changed is what was touched last.
    summaries.value = [...here, ...others].sort(comparePlaces)
  }

  function remove(id: ConversationId): void {
    removed.add(id)
    activity.forget(id)
    summaries.value = summaries.value.filter((other) => other.id !== id)
    selectedByProfile.value = new Map([...selectedByProfile.value].filter(([, selected]) => selected !== id))
  }

  /** A profile that was deleted took its conversations along. */
  function keepThoseOf(present: ReadonlySet<ProfileId>): void {
    const kept = summaries.value.filter((summary) => present.has(summary.profileId))
    if (kept.length < summaries.value.length) summaries.value = kept
  }

  /** After a break in the connection the selected conversation may be gone, or only lie where this list does not look. */
  async function forgetSelectionIfGone(): Promise<void> {
    const id = selectedId.value
    if (id === null || summaries.value.some((summary) => summary.id === id)) return
    try {
      await bridge.call('conversation.open', { conversationId: id, limit: 1 })
    } catch (error) {
      if (getFailure(error).code === 'not-found') remove(id)
    }
  }

  /** Opens a conversation, and with it the profile that it belongs to. */
  function select(id: ConversationId, owner?: ProfileId): void {
    const profile =
      owner ?? summaries.value.find((summary) => summary.id === id)?.profileId ?? profileId.value
    if (profile === undefined) return
    selectedByProfile.value = new Map(selectedByProfile.value).set(profile, id)
    if (profile !== profileId.value) void profiles.select(profile)
    // Only when it has been asked for: the page says where the first answer is that nobody has seen.
    activity.markRead(id)
  }

  /** What stands on a page that comes into sight is seen. */
  function setInSight(isSeen: boolean): void {
    isInSight.value = isSeen
    if (isSeen && selectedId.value !== null) activity.markRead(selectedId.value)
  }

  /** Shows an empty page; the conversation itself is made by its first question. */
  function startNew(): void {
    if (profileId.value === undefined) return
    shelf.value = 'open'
    const rest = new Map(selectedByProfile.value)
    rest.delete(profileId.value)
    selectedByProfile.value = rest
  }

  /**
   * An empty conversation of the selected profile, made unless one has been left unused. It is selected, with the draft
   * of the empty page, unless the person has opened another one meanwhile.
   */
  async function create(): Promise<ConversationSummary> {
    const profile = profileId.value
    if (profile === undefined) throw new Error('A conversation needs a profile')
    const unused = summaries.value.find(
      (summary) => summary.profileId === profile && summary.title === '' && !summary.isRunning,
    )
    const summary = unused ?? (await bridge.call('conversation.create', { profileId: profile }))
    put([summary])
    if (!selectedByProfile.value.has(profile)) {
      drafts.moveDraft(profile, summary.id)
      selectedByProfile.value = new Map(selectedByProfile.value).set(profile, summary.id)
    }
    return summary
  }

  /** Of all profiles, the newest ones; a call of its own because a list may still be on its way. */
  function findByTitle(text: string, limit: number): Promise<readonly ConversationSummary[]> {
    return bridge.call('conversation.findByTitle', { text, limit })
  }

  async function rename(id: ConversationId, title: string): Promise<void> {
    put([await bridge.call('conversation.rename', { conversationId: id, title })])
  }

  function show(wanted: Shelf): void {
    shelf.value = wanted
  }

  /** Changes the place of conversations, of any number; the lists of all pages follow. */
  async function arrange(ids: readonly ConversationId[], changes: Arrangement): Promise<void> {
    for (let first = 0; first < ids.length; first += maxArranged) {
      const conversationIds = ids.slice(first, first + maxArranged)
      await bridge.call('conversation.arrange', { conversationIds, changes })
    }
  }

  /** They go to the bin. */
  async function deleteConversations(ids: readonly ConversationId[]): Promise<void> {
    await bridge.call('conversation.delete', { conversationIds: [...ids] })
    for (const id of ids) remove(id)
  }

  /** What was open when the program was last used, in every profile where nothing is open yet. */
  function restoreSelection(): void {
    const kept = settings.all.selectedConversations
    const known = kept.map(({ profileId: owner, conversationId }) => [owner, conversationId] as const)
    selectedByProfile.value = new Map([...known, ...selectedByProfile.value])
    if (selectedId.value !== null) activity.markRead(selectedId.value)
  }

  let keeping: ReturnType<typeof setTimeout> | undefined
  watch(selectedByProfile, (selected) => {
    clearTimeout(keeping)
    keeping = setTimeout(() => {
      const selectedConversations = [...selected].map(([owner, conversationId]) => ({
        profileId: owner,
        conversationId,
      }))
      // What cannot be kept is a convenience of the next start.
      settings.change({ selectedConversations }).catch(() => undefined)
    }, keepMs)
  })

  return {
    summaries,
    listed,
    status,
    isWhole,
    failure,
    scope,
    shelf: computed(() => shelf.value),
    selectedId,
    running: activity.running,
    unread: activity.unread,
    load,
    loadRunning: activity.load,
    select,
    startNew,
    create,
    findByTitle,
    rename,
    deleteConversations,
    restoreSelection,
    setInSight,
    forget: remove,
    show,
    arrange,
  }
})

/** The order of every list: pinned ones above, then the one that was updated last. */
function comparePlaces(one: ConversationSummary, other: ConversationSummary): number {
  return Number(other.isPinned) - Number(one.isPinned) || other.updatedAt - one.updatedAt
}
