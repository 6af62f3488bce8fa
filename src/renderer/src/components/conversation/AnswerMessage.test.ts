import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPinia } from 'pinia'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { messageIdSchema } from '#shared/ids.ts'
import { i18n } from '../../i18n/index.ts'
import AnswerMessage from './AnswerMessage.vue'
import { conversation, installTestHost, profile } from './test-host.ts'

const answer: Message = {
  id: messageIdSchema.parse('30000000-0000-4000-8000-000000000001'),
  conversationId: conversation.id,
  role: 'assistant',
  status: 'complete',
  parts: [{ type: 'text', key: 'text', text: 'Words', quotes: [], references: [] }],
  createdAt: 1,
  remote: {},
}

/** What can be done with words that have ended, and with any answer. */
const ofWords = ['Copy', 'Good answer', 'Bad answer', 'More actions']

/** What a person reads and can press, and what tests and screen readers rely on. */
async function describeAnswer(message: Message, isLast: boolean) {
  installTestHost({})
  const app = createSSRApp(AnswerMessage, { message, isLast, profile }).use(i18n).use(createPinia())
  const html = await renderToString(app)
  const attributes = /<article([^>]*)>/.exec(html)?.[1] ?? ''
  const visible = html.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
  return {
    status: /data-status="([^"]*)"/.exec(attributes)?.[1],
    name: /aria-label="([^"]*)"/.exec(attributes)?.[1],
    isBusy: attributes.includes('aria-busy="true"'),
    hasCaret: visible.includes('markdown-caret'),
    buttons: Array.from(visible.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g), ([, inside, content]) =>
      (/aria-label="([^"]*)"/.exec(inside ?? '')?.[1] ?? content ?? '').replace(/<[^>]*>/g, '').trim(),
    ),
    waiting: /<p class="answer-wait"[\s\S]*?<\/p>/.exec(visible)?.[0].replace(/<[^>]*>/g, ''),
    sentence: /class="ending-sentence"[^>]*>([^<]*)</.exec(visible)?.[1],
  }
}

afterEach(() => void vi.useRealTimers())

describe('an answer', () => {
  it('is busy and has a caret while it is being written', async () => {
    expect(await describeAnswer({ ...answer, status: 'streaming' }, true)).toEqual({
      status: 'streaming',
      name: 'Answer',
      isBusy: true,
      hasCaret: true,
      buttons: [],
      sentence: undefined,
    })
  })

  it('that has to wait says why and for how long, in the place of the words', async () => {
    vi.useFakeTimers({ now: 10_000 })
    const wait = { failure: createFailure('busy'), retry: 1, maxRetries: 3, resumesAt: 12_100 }
    const waiting: Message = { ...answer, status: 'streaming', parts: [], wait }
    const unavailable = createFailure('unavailable', { httpStatus: 503 })
    const later: Message = { ...waiting, wait: { ...wait, failure: unavailable, retry: 2, resumesAt: 9_000 } }
    const otherClock: Message = { ...waiting, wait: { ...wait, resumesAt: 500_000 } }
    const described = await Promise.all(
      [waiting, later, otherClock].map((each) => describeAnswer(each, true)),
    )
    expect(described.map(({ isBusy, waiting }) => ({ isBusy, waiting }))).toEqual([
      { isBusy: true, waiting: 'The application is busy. Asking again in 3 s (1 of 3).' },
      { isBusy: true, waiting: 'The service is not available at the moment. Asking again (2 of 3).' },
      { isBusy: true, waiting: 'The application is busy. Asking again (1 of 3).' },
    ])
  })

  it('can be copied when it is complete', async () => {
    expect(await describeAnswer(answer, false)).toEqual({
      status: 'complete',
      name: 'Answer',
      isBusy: false,
      hasCaret: false,
      buttons: ofWords,
      sentence: undefined,
    })
  })

  it('says what went wrong, with details, and offers to ask again when it is the last one', async () => {
    const failed: Message = { ...answer, status: 'failed', failure: createFailure('busy') }
    const expected = {
      status: 'failed',
      name: 'Answer',
      isBusy: false,
      hasCaret: false,
      sentence: createFailure('busy').message,
    }
    expect([await describeAnswer(failed, true), await describeAnswer(failed, false)]).toEqual([
      { ...expected, buttons: ['Retry', 'Details', 'Copy', 'Regenerate', ...ofWords.slice(1)] },
      { ...expected, buttons: ['Details', ...ofWords] },
    ])
  })

  it('offers the profile where that can help', async () => {
    const failure = createFailure('key-refused', { remoteCode: 4505004 })
    const failed: Message = { ...answer, status: 'failed', parts: [], failure }
    expect([
      (await describeAnswer(failed, true)).buttons,
      (await describeAnswer(failed, false)).buttons,
    ]).toEqual([
      ['Retry', 'Edit profile', 'Details', 'Regenerate', 'More actions'],
      ['Details', 'More actions'],
    ])
  })

  it('says that it was stopped', async () => {
    expect(await describeAnswer({ ...answer, status: 'stopped', parts: [] }, true)).toEqual({
      status: 'stopped',
      name: 'Answer',
      isBusy: false,
      hasCaret: false,
      buttons: ['Retry', 'Regenerate', 'More actions'],
      sentence: 'You stopped this answer.',
    })
  })

  it('that broke off can be gone on with when there are words to go on from', async () => {
    const failure = createFailure('cut-off')
    const broken: Message = { ...answer, status: 'interrupted', failure }
    expect([
      (await describeAnswer(broken, true)).buttons.slice(0, 2),
      (await describeAnswer(broken, false)).buttons.slice(0, 2),
      (await describeAnswer({ ...broken, parts: [] }, true)).buttons.slice(0, 2),
    ]).toEqual([
      ['Retry', 'Continue'],
      ['Details', 'Copy'],
      ['Retry', 'Details'],
    ])
  })
})
