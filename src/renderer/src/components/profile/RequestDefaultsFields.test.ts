import { expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { i18n } from '../../i18n/index.ts'
import { createRequestDefaultsForm, type RequestDefaultsForm } from './request-defaults-form.ts'
import RequestDefaultsFields from './RequestDefaultsFields.vue'

/** What a person reads and can press, and what tests and screen readers rely on. */
async function describeFields(modelValue: RequestDefaultsForm, problem?: string) {
  const html = await renderToString(
    createSSRApp(RequestDefaultsFields, { modelValue, models: [], problem }).use(i18n),
  )
  const textsOf = (pattern: RegExp): (string | undefined)[] =>
    Array.from(html.replace(/<svg[\s\S]*?<\/svg>|<!--[\s\S]*?-->/g, '').matchAll(pattern), ([, text]) =>
      text?.trim(),
    )
  return {
    labels: textsOf(/<label[^>]*>([^<]*)</g),
    named: textsOf(/aria-label="([^"]*)"/g),
    purpose: textsOf(/<p id="[^"]*-purpose"[^>]*>([^<]*)</g),
    wrong: html.match(/aria-invalid="true"/g)?.length ?? 0,
  }
}

const purpose = 'Sent along with every question of this profile. What you leave out is up to the application.'

it('without any, they are folded away', async () => {
  expect(await describeFields(createRequestDefaultsForm())).toEqual({
    labels: [],
    named: [],
    purpose: [purpose],
    wrong: 0,
  })
})

it('a profile that has some shows them, each variable with names of its own', async () => {
  const form = createRequestDefaultsForm({ customVariables: [{ name: 'UserID', value: '1' }] })
  expect(await describeFields(form)).toEqual({
    labels: ['System role', 'Model', 'Web search', 'Workflow', 'Streaming throttle'],
    named: ['Variable 1, name', 'Variable 1, value', 'Remove variable 1'],
    purpose: [purpose],
    wrong: 0,
  })
})

it('what is wrong is marked, and why the form cannot be saved is said as long as it is so', async () => {
  const form = createRequestDefaultsForm({
    customVariables: [
      { name: 'UserID', value: '1' },
      { name: 'UserID', value: '2' },
    ],
  })
  const wrong = await describeFields(form, 'Change it first.')
  const right = await describeFields(createRequestDefaultsForm(), 'Change it first.')
  expect([wrong.wrong, wrong.purpose, right.purpose]).toEqual([1, ['Change it first.'], [purpose]])
})
