// Owns which questions of an outline contain what was typed, in any language, in small or capital letters.
import type { OutlinedQuestion } from '#shared/outline.ts'

export function filterQuestions(
  questions: readonly OutlinedQuestion[],
  text: string,
): readonly OutlinedQuestion[] {
  const wanted = text.trim().toLocaleLowerCase()
  if (wanted === '') return questions
  return questions.filter(({ words }) => words.toLocaleLowerCase().includes(wanted))
}
