import { expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { AppCard } from '#shared/app-card.ts'
import { i18n } from '../../i18n/index.ts'
import { useAppCardsStore } from '../../stores/app-cards.ts'
import { createCard, createProfile, startTestHost } from '../../stores/test-host.ts'
import AppCardSection from './AppCardSection.vue'

/** What a person reads and can press. */
async function describeSection(card: AppCard | undefined) {
  startTestHost({ 'appCard.list': () => (card ? [card] : []) })
  await useAppCardsStore().load()
  const profile = createProfile(1, { name: 'Work', secretIdHint: 'mPLE', credentialsStatus: 'sealed' })
  const html = await renderToString(createSSRApp(AppCardSection, { profile }).use(i18n))
  const visible = html.replace(/<!--[\s\S]*?-->|<svg[\s\S]*?<\/svg>/g, '')
  const textsOf = (tag: string): (string | undefined)[] =>
    Array.from(visible.matchAll(new RegExp(`<${tag}[^>]*>([^<]+)<`, 'g')), ([, text]) => text?.trim())
  return {
    name: textsOf('h3'),
    words: textsOf('p'),
    facts: textsOf('dd').slice(0, 3),
    buttons: textsOf('button'),
  }
}

it('an application that was not asked yet can be asked', async () => {
  expect(await describeSection(undefined)).toEqual({
    name: ['Application'],
    words: [
      'Not asked yet. With the saved credentials, its name, picture, greeting and models can be fetched.',
    ],
    facts: [],
    buttons: ['Refresh'],
  })
})

it('what an application says of itself stands there, and that it does not answer', async () => {
  const card = createCard(1, {
    name: 'HR assistant',
    description: 'Knows the rules.',
    mode: 'single-workflow',
    isRunning: false,
    maxQuestionLength: 3000,
    models: [{ name: 'm', title: 'M' }],
  })
  expect(await describeSection(card)).toEqual({
    name: ['HR assistant'],
    words: ['Knows the rules.', 'It is not published, or disabled, and will not answer.'],
    facts: ['Single workflow', '3,000 characters', '1'],
    buttons: ['Refresh'],
  })
})
