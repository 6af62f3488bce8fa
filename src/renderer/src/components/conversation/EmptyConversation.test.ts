import { expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { AppCard } from '#shared/app-card.ts'
import { i18n } from '../../i18n/index.ts'
import { useAppCardsStore } from '../../stores/app-cards.ts'
import { createCard, createProfile, startTestHost } from '../../stores/test-host.ts'
import EmptyConversation from './EmptyConversation.vue'

/** What a person reads and can press. */
async function describeEmpty(card: AppCard | undefined, isDemo = false) {
  startTestHost({ 'appCard.list': () => (card ? [card] : []) })
  await useAppCardsStore().load()
  const profile = createProfile(1, { name: 'Work', isDemo })
  const html = await renderToString(createSSRApp(EmptyConversation, { profile }).use(i18n))
  const textsOf = (tag: string): (string | undefined)[] =>
    Array.from(html.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'gs')), ([, inside]) =>
      inside?.replace(/<[^>]*>/g, '').trim(),
    )
  return {
    headings: textsOf('h2'),
    words: textsOf('p'),
    buttons: Array.from(html.matchAll(/<button([^>]*)>(.*?)<\/button>/gs), ([, attributes, inside]) => {
      const label = /aria-label="([^"]*)"/.exec(attributes ?? '')?.[1]
      return label ?? inside?.replace(/<[^>]*>/g, '').trim()
    }),
    list: /<ul[^>]*aria-label="([^"]*)"/.exec(html)?.[1],
    hasPicture: /<img[^>]*src="blob:/.test(html),
  }
}

it('an application that has said nothing of itself goes by the name of its profile', async () => {
  expect(await describeEmpty(undefined)).toEqual({
    headings: ['What would you like to ask Work?'],
    words: ['Answers are kept on this computer.'],
    buttons: [],
    list: undefined,
    hasPicture: false,
  })
})

it('an application greets, and proposes each question once', async () => {
  const card = createCard(1, {
    name: 'HR assistant',
    greeting: '您好',
    openingQuestions: ['年假几天？', '年假几天？', 'Who am I?'],
    avatar: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' },
  })
  expect(await describeEmpty(card)).toEqual({
    headings: ['HR assistant'],
    words: ['您好', 'Answers are kept on this computer.'],
    buttons: ['年假几天？', 'Edit before asking', 'Who am I?', 'Edit before asking'],
    list: 'Opening questions',
    hasPicture: true,
  })
})

it('an application without a greeting is asked for by its name', async () => {
  expect((await describeEmpty(createCard(1, { name: 'HR assistant' }))).headings).toEqual([
    'What would you like to ask HR assistant?',
  ])
})

it('the demo has questions to begin with before its application has said any', async () => {
  const { buttons, list } = await describeEmpty(undefined, true)
  expect([buttons.length, list]).toEqual([6, 'Example questions'])
})
