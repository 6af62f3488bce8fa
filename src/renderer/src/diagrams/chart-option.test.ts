import { expect, it } from 'vitest'
import { parseChartOption } from './chart-option.ts'

it('keeps what makes the picture', () => {
  const option = {
    title: { text: '季度收入', subtext: 'in CNY' },
    xAxis: { type: 'category', axisLine: { onZero: false }, data: ['Q1', 'https://example.com is a name here'] },
    yAxis: [{ type: 'value', axisLabel: { formatter: '{value} °C' } }],
    dataset: { source: [['a', 1], ['b', null]] },
    series: [{ type: 'bar', data: [1, 2.5, -3], symbol: 'path://M0 0L1 1', label: { show: true } }, { links: [{ source: 'a', target: 'b' }] }],
  } // prettier-ignore
  expect(parseChartOption(JSON.stringify(option))).toEqual(option)
})

it.each([
  ['links of titles', { title: { text: 'a', link: 'javascript:alert(1)', sublink: 'https://x.test', target: 'self' } }],
  ['tooltips, which are html', { tooltip: { formatter: '<img src=x onerror=alert(1)>' }, series: [{ tooltip: {} }] }],
  ['buttons that save and show html', { toolbox: { feature: { dataView: {}, saveAsImage: {} } }, brush: {} }],
  ['pictures as symbols', { series: [{ symbol: 'image://https://x.test/a.png', data: ['image://x', ' IMAGE:x'] }] }],
  ['pictures with a hidden beginning', { legend: { icon: '\u200bimage://https://x.test/a.png' } }],
  ['pictures as graphics', { graphic: [{ type: 'image', style: { image: 'https://x.test/a.png' } }] }],
  ['pictures as backgrounds', { backgroundColor: { image: 'https://x.test/a.png', repeat: 'repeat' } }],
  ['handlers', { onclick: 'alert(1)', series: [{ onClick: 'alert(1)', renderItem: 'alert(1)' }] }],
  ['addresses of data', { dataset: { url: 'https://x.test/a.json' }, series: [{ src: 'x', href: 'y' }] }],
  ['movement', { animation: true, animationDuration: 1, timeline: { autoPlay: true }, series: [{ universalTransition: true }] }],
])('takes out %s', (_what, option) => {
  const text = JSON.stringify(parseChartOption(JSON.stringify(option)))
  expect(text).not.toMatch(/x\.test|alert|image:|"(?:link|tooltip|toolbox|onclick|auto|src|href|animation)/i)
}) // prettier-ignore

it('takes out what reaches for the prototype', () => {
  const option = parseChartOption('{"__proto__":{"a":1},"series":[{"constructor":{"prototype":{"b":1}}}]}')
  expect([option, Object.getPrototypeOf(option)]).toEqual([{ series: [{}] }, Object.prototype])
})

it.each([
  '',
  'null',
  '[1]',
  '"text"',
  '{series: [1]}',
  '{"formatter": function () { alert(1) }}',
  'option = {"series": []}',
  `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`,
  JSON.stringify({ data: Array.from({ length: 70_000 }, () => 1) }),
])('does not take %.40s', (text) => {
  expect(parseChartOption(text)).toBeUndefined()
})
