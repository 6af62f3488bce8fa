import { addProfile, answers, ask, questions, tryTheDemo, untilAnswered } from '../steps.ts'
import { expect, test } from '../test.ts'

test(
  'one of several options is asked, marked, and can be chosen anew',
  { tag: '@shell-free' },
  async ({ start, service }) => {
    const { page } = await start()
    await addProfile(page, { name: 'Work', appKey: service.demoAppKey, serviceUrl: service.url })
    await ask(page, '/options')
    const card = answers(page).first().getByRole('list', { name: 'Options' })
    await card.getByRole('button', { name: 'Days left', exact: true }).click()
    await expect(questions(page).last()).toContainText('Days left')
    await untilAnswered(page)
    await expect(card.getByRole('button', { name: 'Days left', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(card.getByRole('button', { name: 'How to apply', exact: true })).toBeDisabled()
    await answers(page).first().getByRole('button', { name: 'Answer again' }).click()
    await card.getByRole('button', { name: 'Edit before asking: How to apply' }).click()
    await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('How to apply')
  },
)

test(
  'several options are chosen by the keyboard and asked together',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    await ask(page, '/multi-options')
    await page.getByRole('checkbox', { name: 'Leave' }).press('Space')
    await page.getByRole('checkbox', { name: '报销' }).press('Space')
    await page.keyboard.press('Enter')
    await expect(questions(page).last()).toContainText('Leave 报销')
    await expect(page.getByRole('checkbox', { name: 'Leave' })).toBeChecked()
    await expect(page.getByRole('checkbox', { name: 'Travel' })).not.toBeChecked()
  },
)

test(
  'a form says what is missing, is answered, and shows the answer afterwards',
  { tag: '@shell-free' },
  async ({ start }) => {
    const { page } = await start()
    await tryTheDemo(page)
    await ask(page, '/questionnaire')
    const form = page.getByRole('form', { name: 'Output format' })
    await form.getByRole('button', { name: 'Send' }).click()
    await expect(form.getByText('Choose an answer.')).toBeVisible()
    await expect(form.getByRole('radio', { name: /^PDF/ })).toBeFocused()
    await page.keyboard.press('Space')
    await form.getByRole('checkbox', { name: '摘要' }).check()
    await form.getByRole('checkbox', { name: /^图表/ }).check()
    await form.getByRole('button', { name: 'Send' }).click()
    await expect(questions(page).last()).toContainText('Which format do you want?: PDF')
    await expect(questions(page).last()).toContainText('需要哪些章节？: 摘要; 图表')
    await expect(form.getByText('This is what you answered.')).toBeVisible()
    await expect(form.getByRole('radio', { name: /^PDF/ })).toBeChecked()
  },
)

test('the form of a card is filled in, and the application is told what was done', async ({ start }) => {
  const { page } = await start()
  await tryTheDemo(page)
  await ask(page, '/widget-form')
  const card = page.getByRole('region', { name: 'Card' })
  await card.getByRole('textbox', { name: 'To' }).fill('Bern')
  await card.getByRole('checkbox', { name: 'And back' }).check()
  await card.getByRole('button', { name: 'Book' }).click()
  await expect(questions(page).last()).toContainText('Book: Bern')
  await expect(answers(page).last()).toContainText(
    'The widget widget-trip said trip.book with {"trip":7,"to":"Bern","on":"2026-03-14","class":"2","seat":"","return":true,"remark":""}.',
  )
  await expect(card.getByText('You have used this card.')).toBeVisible()
  await expect(card.getByRole('button', { name: 'Book' })).toBeDisabled()
})
