import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import type { Message } from '#shared/answer.ts'
import type { Attachment } from '#shared/attachment.ts'
import type { Reply } from '#shared/contract/bridge.ts'
import { maxQuestionLength } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import { createFailure } from '#shared/failure.ts'
import { attachmentIdSchema, conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { useAttachmentsStore } from '../../stores/attachments.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore } from '../../stores/drafts.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { conversation, installTestHost, profile } from './test-host.ts'
import { useQuestionDraft } from './use-question-draft.ts'

const accepted: Reply = { ok: true, value: {} }
const elsewhere: ConversationSummary = {
  ...conversation,
  id: conversationIdSchema.parse('20000000-0000-4000-8000-000000000002'),
  title: 'Elsewhere',
}
const refused: Reply = { ok: false, failure: createFailure('key-missing') }

const running: Message = {
  id: messageIdSchema.parse('30000000-0000-4000-8000-000000000001'),
  conversationId: conversation.id,
  role: 'assistant',
  status: 'streaming',
  parts: [],
  createdAt: 1,
  remote: {},
}

const attached: Attachment = {
  id: attachmentIdSchema.parse('40000000-0000-4000-8000-000000000001'),
  owner: conversation.id,
  name: 'a.pdf',
  kind: 'document',
  sizeBytes: 1,
  state: { type: 'ready' },
}

async function openPage(replyToQuestion: Reply, messages: readonly Message[] = []) {
  installTestHost({
    'profile.list': () => ({ ok: true, value: [profile] }),
    'conversation.list': () => ({ ok: true, value: [elsewhere] }),
    'conversation.create': () => ({ ok: true, value: conversation }),
    'conversation.open': () => ({
      ok: true,
      value: {
        conversation,
        messages,
        hasEarlier: false,
        hasLater: false,
        earlier: 0,
        later: 0,
        firstUnread: null,
        revision: 0,
      },
    }),
    'question.ask': () => replyToQuestion,
    'queue.add': () => replyToQuestion,
    'attachment.list': () => ({ ok: true, value: [attached] }),
  })
  setActivePinia(createPinia())
  await useProfilesStore().load()
  const draft = effectScope().run(useQuestionDraft)
  if (draft === undefined) throw new Error('The scope is active.')
  return { draft, drafts: useDraftsStore(), conversations: useConversationsStore() }
}

describe('the text that is being written', () => {
  it('leaves the field when the question is accepted', async () => {
    const { draft, drafts } = await openPage(accepted)
    draft.text.value = 'Where is Beijing?'
    await draft.send()
    expect([draft.text.value, drafts.getDraft(profile.id), drafts.getDraft(conversation.id)]).toEqual([
      '',
      '',
      '',
    ])
  })

  it('stays when the question is refused, and belongs to the conversation that was made for it', async () => {
    const { draft, drafts } = await openPage(refused)
    draft.text.value = 'Where is Beijing?'
    await draft.send()
    expect([draft.text.value, drafts.getDraft(profile.id), drafts.getDraft(conversation.id)]).toEqual([
      'Where is Beijing?',
      '',
      'Where is Beijing?',
    ])
  })

  it('that is typed while the question is on its way is kept', async () => {
    const { draft, drafts } = await openPage(accepted)
    draft.text.value = 'Where is Beijing?'
    const sent = draft.send()
    draft.text.value = 'And'
    await sent
    expect([draft.text.value, drafts.getDraft(conversation.id)]).toEqual(['And', 'And'])
  })

  it('stays with its conversation while it is on its way, whatever is opened meanwhile', async () => {
    const { draft, drafts, conversations } = await openPage(refused)
    draft.text.value = 'Where is Beijing?'
    const sent = draft.send()
    conversations.select(elsewhere.id)
    const shownThere = draft.text.value
    await sent
    expect([shownThere, draft.text.value, drafts.getDraft(profile.id)]).toEqual(['', '', 'Where is Beijing?'])
  })

  it('is there again after a look at another conversation', async () => {
    const { draft, conversations } = await openPage(accepted)
    draft.text.value = 'half a quest'
    await nextTick()
    conversations.select(conversation.id)
    await nextTick()
    const elsewhere = draft.text.value
    conversations.startNew()
    await nextTick()
    expect([elsewhere, draft.text.value]).toEqual(['', 'half a quest'])
  })

  it('can be sent when it has words and is not too long', async () => {
    const { draft } = await openPage(accepted)
    const texts = ['', ' \n\t', 'a', 'a'.repeat(maxQuestionLength), 'a'.repeat(maxQuestionLength + 1)]
    const canSend = texts.map((text) => {
      draft.text.value = text
      return draft.canSend.value
    })
    expect(canSend).toEqual([false, false, true, true, false])
  })

  it('goes behind the questions that wait while an answer runs, and leaves the field when it is there', async () => {
    const { draft, conversations } = await openPage(accepted, [running])
    conversations.select(conversation.id)
    await vi.waitUntil(() => useOpenConversationStore().isRunning, 10_000)
    draft.text.value = 'And then?'
    const canSend = draft.canSend.value
    await draft.send()
    expect([canSend, draft.text.value]).toEqual([true, ''])
  })

  it('may be files alone, which wait with the question while an answer runs', async () => {
    const { draft, conversations } = await openPage(accepted, [running])
    conversations.select(conversation.id)
    await vi.waitUntil(() => useOpenConversationStore().isRunning)
    const before = draft.canSend.value
    await useAttachmentsStore().load(conversation.id)
    expect([before, draft.canSend.value]).toEqual([false, true])
  })

  it('stays in the field when no more questions can wait', async () => {
    const { draft, conversations } = await openPage({ ok: false, failure: createFailure('queue-full') }, [
      running,
    ])
    conversations.select(conversation.id)
    await vi.waitUntil(() => useOpenConversationStore().isRunning, 10_000)
    draft.text.value = 'And then?'
    await draft.send()
    expect(draft.text.value).toBe('And then?')
  })

  it('is there again after an earlier question has been sent from the field, unless that was changed', async () => {
    const { draft } = await openPage(accepted)
    draft.text.value = 'half a quest'
    draft.earlier.value = 'Where is Beijing?'
    const shown = draft.text.value
    await draft.send()
    const afterwards = draft.text.value
    draft.earlier.value = 'Where is Beijing?'
    draft.text.value = 'Where is Xi’an?'
    await draft.send()
    expect([shown, afterwards, draft.text.value]).toEqual(['Where is Beijing?', 'half a quest', ''])
  })

  it('comes forward from behind an earlier question when words are put into it from elsewhere', async () => {
    const { draft, drafts } = await openPage(accepted)
    draft.text.value = 'half a quest'
    draft.earlier.value = 'Where is Beijing?'
    drafts.setDraft(profile.id, 'half a quest\n> quoted')
    expect([draft.earlier.value, draft.text.value]).toEqual([null, 'half a quest\n> quoted'])
  })

  it('keeps how it is to be answered for the next question', async () => {
    const { draft, drafts } = await openPage(accepted)
    draft.text.value = 'Where is Beijing?'
    draft.options.value = { model: 'terse-1' }
    await draft.send()
    expect([
      draft.options.value,
      drafts.findOptions(profile.id),
      drafts.findOptions(conversation.id),
    ]).toEqual([{ model: 'terse-1' }, undefined, { model: 'terse-1' }])
  })
})
