// Owns how far the files of questions are that were asked before their files were at the service. What is attached to
// questions that were not asked yet is attachments.ts's.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { AttachmentState, SendingFiles } from '#shared/attachment.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'

export const useSendingFilesStore = defineStore('sending-files', () => {
  const bridge = useBridge()
  const byQuestion = shallowReactive(new Map<MessageId, SendingFiles>())
  /** Questions that something was told of since they were looked for: that is newer. */
  const told = new Set<MessageId>()

  bridge.on((event) => {
    if (event.name !== 'question.filesProgressed') return
    told.add(event.payload.questionId)
    put(event.payload)
  })

  function put(sending: SendingFiles): void {
    if (sending.files.length === 0) byQuestion.delete(sending.questionId)
    else byQuestion.set(sending.questionId, sending)
  }

  /** For a page that was not there when it was told. */
  async function look(conversationId: ConversationId): Promise<void> {
    try {
      const { sending } = await bridge.call('question.findSendingFiles', { conversationId })
      if (sending && !told.has(sending.questionId)) put(sending)
    } catch (error) {
      // The files stand there without a word of how far they are.
      getFailure(error)
    }
  }

  /** Undefined for a file that is not on its way. `key`: of the part of the question. */
  function find(questionId: MessageId, key: string): AttachmentState | undefined {
    return byQuestion.get(questionId)?.files.find((file) => file.key === key)?.state
  }

  return { look, find }
})
