// Owns the questions that wait in each conversation, as the engine tells of them.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CallInput, QuestionQueue } from '#shared/contract/contract.ts'
import type { ConversationId, QueuedQuestionId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useQueuesStore = defineStore('queues', () => {
  const bridge = useBridge()
  const byConversation = shallowRef<ReadonlyMap<ConversationId, QuestionQueue>>(new Map())
  /** What was told since the list was asked for: it is newer than the list. */
  let told: Set<ConversationId> | null = null
  /** Those whose turn has come while this page was there; the others that are gone were taken out. */
  const asked = new Set<QueuedQuestionId>()

  bridge.on((event) => {
    if (event.name === 'queue.changed') {
      const { asked: id, ...queue } = event.payload
      if (id !== null) asked.add(id)
      put(queue)
    } else if (event.name === 'conversation.removed')
      put({ conversationId: event.payload.conversationId, questions: [], isPaused: false, failure: null })
  })

  function put(queue: QuestionQueue): void {
    told?.add(queue.conversationId)
    const queues = new Map(byConversation.value)
    if (queue.questions.length === 0) queues.delete(queue.conversationId)
    else queues.set(queue.conversationId, queue)
    byConversation.value = queues
  }

  async function load(): Promise<void> {
    const newer = new Set<ConversationId>()
    told = newer
    const queues = await bridge.call('queue.list', {})
    const kept = [...byConversation.value].filter(([id]) => newer.has(id))
    const read = queues.filter(({ conversationId }) => !newer.has(conversationId))
    byConversation.value = new Map([...read.map((queue) => [queue.conversationId, queue] as const), ...kept])
    told = null
  }

  /** Throws with `queue-full`, and as asking does. */
  async function add(question: CallInput<'queue.add'>): Promise<void> {
    await bridge.call('queue.add', question)
  }

  /** Gives whether it still waited; if not, it has been asked. */
  async function remove(conversationId: ConversationId, queuedId: QueuedQuestionId): Promise<boolean> {
    return (await bridge.call('queue.remove', { conversationId, queuedId })).isRemoved
  }

  /**
   * Takes it out to be changed: its files are those of the next question then. Gives whether it still waited; if not, it has been
   * asked. Throws with `too-many-attachments`.
   */
  async function take(conversationId: ConversationId, queuedId: QueuedQuestionId): Promise<boolean> {
    return (await bridge.call('queue.take', { conversationId, queuedId })).isTaken
  }

  async function reorder(
    conversationId: ConversationId,
    queuedIds: readonly QueuedQuestionId[],
  ): Promise<void> {
    await bridge.call('queue.reorder', { conversationId, queuedIds: [...queuedIds] })
  }

  /** Throws as asking does. */
  async function resume(conversationId: ConversationId): Promise<void> {
    await bridge.call('queue.resume', { conversationId })
  }

  return {
    byConversation,
    wasAsked: (id: QueuedQuestionId) => asked.has(id),
    load,
    add,
    remove,
    take,
    reorder,
    resume,
  }
})
