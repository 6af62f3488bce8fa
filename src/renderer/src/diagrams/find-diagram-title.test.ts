import { expect, it } from 'vitest'
import { findChartTitle, findMermaidTitle } from './find-diagram-title.ts'

it.each([
  ['gantt\n  title A plan\n  section X', 'A plan'],
  ['pie title Pets\n "Dogs" : 3', 'Pets'],
  ['pie showData title Pets', 'Pets'],
  ['---\ntitle: "流程图"\n---\nflowchart LR', '流程图'],
  ['flowchart LR\n accTitle: For the blind\n A --> B', 'For the blind'],
  ['flowchart LR\n A[title of it] --> B', ''],
  ['', ''],
])('%j is called %j', (source, title) => {
  expect(findMermaidTitle(source)).toBe(title)
})

it.each([
  [{ title: { text: '季度收入\nin CNY' } }, '季度收入'],
  [{ title: [{ text: 'First' }, { text: 'Second' }] }, 'First'],
  [{ title: { text: 5 } }, ''],
  [{}, ''],
])('the chart %j is called %j', (option, title) => {
  expect(findChartTitle(option)).toBe(title)
})
