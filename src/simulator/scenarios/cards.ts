// Owns the scenarios in which an answer carries something beside its text.
import type { Scenario } from '../scenario.ts'
import { ordinaryTurn } from './ordinary-turn.ts'
import { readNumber } from './arguments.ts'

const chart = {
  title: { text: '季度收入' },
  xAxis: { type: 'category', data: ['Q1', 'Q2', 'Q3', 'Q4'] },
  yAxis: { type: 'value' },
  series: [{ type: 'bar', data: [120, 200, 150, 80] }],
}

export const cardScenarios: readonly Scenario[] = [
  {
    command: '/options',
    summary: 'buttons whose text is asked as the next question',
    play: ({ isChinese }) =>
      ordinaryTurn({
        text: isChinese ? '您想继续了解哪一方面？' : 'What would you like to know more about?',
        details: { method: 15 },
        contents: [
          {
            type: 'options',
            options: isChinese ? ['请假流程', '剩余天数', '/think'] : ['How to apply', 'Days left', '/think'],
          },
        ],
      }),
  },
  {
    command: '/chart',
    summary: 'a chart beside the text',
    play: () =>
      ordinaryTurn({
        text: 'Revenue by quarter:',
        contents: [{ type: 'chart', chart: JSON.stringify(chart) }],
      }),
  },
  {
    command: '/extras',
    summary: 'labels and business parameters beside the text',
    play: () =>
      ordinaryTurn({
        text: 'This comes from a question and answer pair.',
        details: { method: 5, tags: [{ name: 'department', values: ['sales', '市场'] }] },
        contents: [{ type: 'custom-params', params: ['{"ticket":"42"}', 'plain'] }],
      }),
  },
  {
    command: '/method',
    argument: 'N',
    summary: 'an answer made by reply method N (1 to 20): greeting 6, concurrency 7, agent 18 …',
    play: ({ argument }) => {
      const method = readNumber(argument, 6, 255)
      return ordinaryTurn({ text: `An answer with reply method ${method}.`, details: { method } })
    },
  },
]
