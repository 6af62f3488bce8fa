// Owns the scenarios with messages that are neither answer nor thought nor tool.
import type { Scenario, Step } from '../scenario.ts'
import { closing, done, opening } from './ordinary-turn.ts'

const suggestions = ['How do I apply?', '还剩几天？', '/think']

export const remarkScenarios: readonly Scenario[] = [
  {
    command: '/notice',
    summary: 'a notice before the answer',
    generations: ['v2'],
    *play() {
      yield* opening()
      yield {
        type: 'remark',
        remark: {
          key: 'notice',
          kind: 'notice',
          title: 'Notice',
          contents: [{ type: 'text', text: 'The knowledge base is being rebuilt, 回答可能不完整。' }],
        },
      }
      yield { type: 'text', text: 'As far as it is known: yes.' }
      yield* closing()
    },
  },
  {
    command: '/recommendation',
    argument: '[text]',
    summary: 'suggested questions after the answer, as options or as lines of text',
    generations: ['v2'],
    *play({ argument }) {
      yield* opening()
      yield { type: 'text', text: 'You get 15 days of annual leave.' }
      yield* closing()
      yield recommendation(argument === 'text')
    },
  },
  {
    command: '/plan',
    summary: 'a plan of tasks before the answer',
    generations: ['v2'],
    *play() {
      yield* opening('agent')
      yield {
        type: 'remark',
        remark: {
          key: 'plan',
          kind: 'plan',
          title: '任务规划',
          contents: [
            { type: 'text', text: 'Three steps will do.' },
            {
              type: 'tasks',
              tasks: [
                { content: 'Look up the train', status: 'processing' },
                { content: 'Book a seat', status: 'pending' },
                { content: '通知同事', status: 'pending' },
              ],
            },
          ],
        },
      }
      yield { type: 'text', text: 'The plan stands. Shall I begin?' }
      yield done('agent')
      yield { type: 'answer-end' }
    },
  },
  {
    command: '/task-execution',
    summary: 'the execution of a task, told as a message of its own',
    generations: ['v2'],
    *play() {
      yield* opening('agent')
      yield {
        type: 'remark',
        remark: {
          key: 'task',
          kind: 'task_execution',
          title: 'Look up the train',
          contents: [{ type: 'text', text: 'G6, 08:00 from Shenzhen North.' }],
        },
      }
      yield { type: 'text', text: 'The first train leaves at eight.' }
      yield done('agent')
      yield { type: 'answer-end' }
    },
  },
]

function recommendation(isText: boolean): Step {
  return {
    type: 'remark',
    remark: {
      key: 'recommendation',
      kind: 'recommendation',
      title: '推荐问题',
      contents: isText
        ? [{ type: 'text', text: suggestions.join('\n') }]
        : [{ type: 'options', options: suggestions }],
    },
  }
}
