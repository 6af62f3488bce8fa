// Owns the list of the selected profile's conversations: which there are, which one is selected, which have an answer
// that nobody has seen. What is inside the selected one is in open-conversation.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useDraftsStore } from './drafts.ts'
import { getFailure } from './get-failure.ts'
import { useProfilesStore } from './profiles.ts'

export const useConversationsStore = defineStore('conversations', () => {
  const bridge = useBridge()
  const profiles = useProfilesStore()
  const drafts = useDraftsStore()

  /** Newest first, empty ones among them. */
  const summaries = shallowRef<readonly ConversationSummary[]>([])
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  const failure = shallowRef<Failure | null>(null)
  /** The conversation each profile was left at; none means that a new one is about to begin. */
  const selectedByProfile = shallowRef<ReadonlyMap<ProfileId, ConversationId>>(new Map())
  /** Answers that ended while their conversation was not on the screen, in all profiles. */
  const unread = shallowRef<ReadonlyMap<ConversationId, ProfileId>>(new Map())

  const profileId = computed(() => profiles.selected?.id)
  const selectedId = computed(() =>
    profileId.value === undefined ? null : (selectedByProfile.value.get(profileId.value) ?? null),
  )
  /** A conversation is listed from its first question on, or once it has been given a title. */
  const listed = computed(() => summaries.value.filter(({ title, isRunning }) => title !== '' || isRunning))

  /** Conversations that are known to have a running answer, in all profiles. */
  const running = new Set<ConversationId>()
  /** Events since the list was asked for; null while no list is on its way. */
  let missed: BridgeEvent[] | null = null
  /** Counts the lists asked for, so that only the newest one is shown. */
  let loads = 0

  bridge.on((event) => {
    missed?.push(event)
    apply(event)
  })
  bridge.onReconnected(() => void load())
  watch(
    profileId,
    () => {
      summaries.value = []
      void load()
    },
    { immediate: true, flush: 'sync' },
  )

  async function load(): Promise<void> {
    const load = ++loads
    const profile = profileId.value
    missed = []
    if (profile === undefined) return
    if (summaries.value.length === 0) status.value = 'loading'
    try {
      const list = await bridge.call('conversation.list', { profileId: profile })
      if (load !== loads) return
      summaries.value = list
      for (const { id, isRunning } of list) if (isRunning) running.add(id)
      for (const event of missed) apply(event)
      forgetSelectionUnlessListed()
      failure.value = null
      status.value = 'ready'
    } catch (error) {
      if (load !== loads) return
      failure.value = getFailure(error)
      status.value = 'failed'
    } finally {
      if (load === loads) missed = null
    }
  }

  function apply(event: BridgeEvent): void {
    if (event.name === 'conversation.changed') put(event.payload.conversation)
    if (event.name === 'conversation.removed') remove(event.payload.conversationId)
  }

  function put(summary: ConversationSummary): void {
    const { id, isRunning } = summary
    if (isRunning) running.add(id)
    else if (running.delete(id) && id !== selectedId.value)
      unread.value = new Map(unread.value).set(id, summary.profileId)
    if (summary.profileId !== profileId.value) return
    const others = summaries.value.filter((other) => other.id !== id)
    const place = others.findIndex(({ updatedAt }) => updatedAt <= summary.updatedAt)
    summaries.value = others.toSpliced(place === -1 ? others.length : place, 0, summary)
  }

  function remove(id: ConversationId): void {
    running.delete(id)
    markRead(id)
    summaries.value = summaries.value.filter((other) => other.id !== id)
    selectedByProfile.value = new Map([...selectedByProfile.value].filter(([, selected]) => selected !== id))
  }

  function markRead(id: ConversationId): void {
    if (!unread.value.has(id)) return
    const rest = new Map(unread.value)
    rest.delete(id)
    unread.value = rest
  }

  /** After a break in the connection the selected conversation may be gone. */
  function forgetSelectionUnlessListed(): void {
    const id = selectedId.value
    if (id !== null && !summaries.value.some((summary) => summary.id === id)) remove(id)
  }

  function select(id: ConversationId): void {
    if (profileId.value === undefined) return
    markRead(id)
    selectedByProfile.value = new Map(selectedByProfile.value).set(profileId.value, id)
  }

  /** Shows an empty page; the conversation itself is made by its first question. */
  function startNew(): void {
    if (profileId.value === undefined) return
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
    const unused = summaries.value.find(({ title, isRunning }) => title === '' && !isRunning)
    const summary = unused ?? (await bridge.call('conversation.create', { profileId: profile }))
    put(summary)
    if (!selectedByProfile.value.has(profile)) {
      drafts.moveDraft(profile, summary.id)
      selectedByProfile.value = new Map(selectedByProfile.value).set(profile, summary.id)
    }
    return summary
  }

  async function rename(id: ConversationId, title: string): Promise<void> {
    put(await bridge.call('conversation.rename', { conversationId: id, title }))
  }

  async function deleteConversation(id: ConversationId): Promise<void> {
    await bridge.call('conversation.delete', { conversationId: id })
    remove(id)
  }

  return {
    summaries,
    listed,
    status,
    failure,
    selectedId,
    unread,
    load,
    select,
    startNew,
    create,
    rename,
    deleteConversation,
  }
})
