import { describe, expect, it } from 'vitest'
import { decodeAnswers, encodeAnswers, findFormProblem } from './questionnaire-answer.ts'

const question = (words: string, labels: readonly string[], isRequired = false) => ({
  question: words,
  isMultiple: true,
  isRequired,
  options: labels.map((label) => ({ label, description: '' })),
})
const format = question('Which format?', ['PDF', 'DOCX'], true)
const chapters = question('需要哪些章节？', ['摘要', '图表; 表格', '图表'])
const remark = question('Anything else?', [])

describe('a form with one question', () => {
  it('is answered with the labels alone, one a line', () => {
    const text = encodeAnswers([format], [['PDF', 'DOCX']])
    expect([text, decodeAnswers([format], text)]).toEqual(['PDF\nDOCX', [['PDF', 'DOCX']]])
  })

  it('takes other words for no answer of it', () => {
    expect(decodeAnswers([format], 'PDF, please')).toBeUndefined()
  })
})

describe('a form with several questions', () => {
  const questions = [format, chapters, remark]

  it('is answered with one line for each question that has an answer', () => {
    const answers = [['DOCX'], ['摘要', '图表; 表格', '图表'], []]
    const text = encodeAnswers(questions, answers)
    expect([text, decodeAnswers(questions, text)]).toEqual([
      'Which format?: DOCX\n需要哪些章节？: 摘要; 图表; 表格; 图表',
      answers,
    ])
  })

  it('keeps what was written where there is nothing to choose, on one line', () => {
    const text = encodeAnswers(questions, [['PDF'], [], ['As soon\nas possible; thanks']])
    expect([text, decodeAnswers(questions, text)]).toEqual([
      'Which format?: PDF\nAnything else?: As soon as possible; thanks',
      [['PDF'], [], ['As soon as possible; thanks']],
    ])
  })

  it('takes other words for no answer of it', () => {
    expect([
      decodeAnswers(questions, 'Which format?: ODT'),
      decodeAnswers(questions, 'Something else'),
    ]).toEqual([undefined, undefined])
  })
})

describe('a form that cannot be sent', () => {
  it('names the questions that need an answer', () => {
    expect(findFormProblem([format, chapters], [[' '], ['摘要']])).toEqual({ missing: [0], isEmpty: false })
  })

  it('says that there is no answer at all', () => {
    expect(findFormProblem([chapters, remark], [[], []])).toEqual({ missing: [], isEmpty: true })
  })

  it('has no problem once what is needed is there', () => {
    expect(findFormProblem([format, chapters], [['PDF'], []])).toBeUndefined()
  })
})
