// Owns how a filled-in form becomes a question, and how the answers are found again in it. The service knows no answer to a
// form but an ordinary text: for one question its chosen labels, one a line; for several one line each, the question and then
// its labels. Pure.
import type { PartOf } from '#shared/part.ts'
import { flattenOption } from './chosen-options.ts'

type Question = PartOf<'questionnaire'>['questions'][number]

/** For each question, in order: the labels that were chosen, or the words that were written. */
export type FormAnswers = readonly (readonly string[])[]

/** Why a form cannot be sent: the questions without an answer that need one, or that there is none at all. */
export interface FormProblem {
  readonly missing: readonly number[]
  readonly isEmpty: boolean
}

const labelSeparator = '; '
const questionSeparator = ': '

export function findFormProblem(
  questions: readonly Question[],
  answers: FormAnswers,
): FormProblem | undefined {
  const isAnswered = (index: number) => (answers[index] ?? []).some((answer) => answer.trim() !== '')
  const missing = questions.flatMap(({ isRequired }, index) =>
    isRequired && !isAnswered(index) ? [index] : [],
  )
  const isEmpty = !questions.some((_, index) => isAnswered(index))
  return missing.length > 0 || isEmpty ? { missing, isEmpty } : undefined
}

/** What is asked. Questions without an answer are left out. */
export function encodeAnswers(questions: readonly Question[], answers: FormAnswers): string {
  const given = questions.map((_, index) =>
    (answers[index] ?? []).map(flattenOption).filter((answer) => answer !== ''),
  )
  if (questions.length === 1) return (given[0] ?? []).join('\n')
  return questions
    .flatMap(({ question }, index) => {
      const labels = given[index] ?? []
      if (labels.length === 0) return []
      return [`${flattenOption(question)}${questionSeparator}${labels.join(labelSeparator)}`]
    })
    .join('\n')
}

/** The answers in words that were asked; undefined when those are no answer to this form. */
export function decodeAnswers(questions: readonly Question[], text: string): FormAnswers | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  if (questions.length === 1) {
    const labels = (questions[0] ? readLabels(questions[0], lines) : undefined) ?? []
    return labels.length > 0 ? [labels] : undefined
  }
  const answers: string[][] = questions.map(() => [])
  let at = 0
  for (const line of lines) {
    const found = questions.findIndex(
      ({ question }, index) => index >= at && line.startsWith(flattenOption(question) + questionSeparator),
    )
    const question = questions[found]
    if (!question) return undefined
    const words = line.slice(flattenOption(question.question).length + questionSeparator.length)
    const labels = readLabels(question, splitLabels(question, words))
    if (!labels) return undefined
    answers[found] = labels
    at = found + 1
  }
  return answers
}

/** A label may hold the separator: the longest one that fits is taken. */
function splitLabels({ options }: Question, words: string): string[] {
  if (options.length === 0) return [words]
  const labels = options.map(({ label }) => flattenOption(label)).sort((a, b) => b.length - a.length)
  const found: string[] = []
  let rest = words
  while (rest !== '') {
    const label = labels.find((each) => rest === each || rest.startsWith(each + labelSeparator))
    if (label === undefined || label === '') return [words]
    found.push(label)
    rest = rest.slice(label.length + labelSeparator.length)
  }
  return found
}

function readLabels({ options }: Question, words: readonly string[]): string[] | undefined {
  if (options.length === 0) return [words.join('\n')]
  const labels = words.map((word) => options.find(({ label }) => flattenOption(label) === word)?.label)
  return labels.every((label) => label !== undefined) ? labels : undefined
}
