// Owns texts, diagrams and charts that are to exhaust the page: deep, long, or growing while they are read. Nothing of them
// has to be drawn well; the page has to go on.

const open = (sign: string, count: number): string => sign.repeat(count)

/** Texts of answers. */
export const exhaustingTexts: readonly string[] = [
  `${open('> ', 3000)}x`,
  `${open('- ', 3000)}x`,
  `${open('1. ', 2000)}x`,
  open('[', 20_000),
  `${open('[', 5000)}x${open(']', 5000)}`,
  `${open('![', 5000)}x${open('](x)', 5000)}`,
  `${open('*a **b ', 3000)}x`,
  open('*_', 10_000),
  open('`a', 10_000),
  open('$a ', 10_000),
  open('\\(', 10_000),
  `$${open('{', 5000)}x${open('}', 5000)}$`,
  `$$\n${open('\\sqrt{', 1500)}x${open('}', 1500)}\n$$`,
  `$\\def\\a{xxxxxxxxxx}${'bcdefghij'.replace(/./g, (name) => `\\def\\${name}{${open(`\\${String.fromCharCode(name.charCodeAt(0) - 1)}`, 10)}}`)}\\j$`,
  open('<details>\n', 2000),
  `${open('<details><summary>x</summary>\n\n', 500)}x${open('\n\n</details>', 500)}`,
  open('[^a]: ', 5000),
  open('[a]: https://attacker.example/\n', 3000),
  `|${open('a|', 400)}\n|${open('-|', 400)}\n${open(`|${open('x|', 20)}\n`, 40)}`,
  open('https://attacker.example/', 2000),
  open('a@', 10_000),
  open('&', 20_000),
  open('<', 20_000),
  open('<!--', 5000),
  `\`\`\`js\n${open('((((((((((/x*', 2000)}\n\`\`\``,
  `\`\`\`regex\n${open('(a+)+', 3000)}\n\`\`\``,
  open('\u0301', 5000),
  open('\u202e\u2066', 5000),
]

const yamlBomb = 'abcdefgh'
  .split('')
  .map((name, index) =>
    index === 0
      ? `${name}: &${name} [x, x, x, x, x, x, x, x, x]`
      : `${name}: &${name} [${open(`*${'abcdefgh'[index - 1] ?? ''}, `, 9)}x]`,
  )
  .join('\n  ')

/** Sources of mermaid diagrams. */
export const exhaustingDiagrams: readonly string[] = [
  `---\nconfig:\n  ${yamlBomb}\n---\ngraph TD\n  A --> B`,
  `graph TD\n${open('subgraph s\n', 400)}A\n${open('end\n', 400)}`,
  `graph TD\n  A["${open('((', 5000)}"]`,
  `mindmap\n${Array.from({ length: 300 }, (_, depth) => `${open(' ', depth + 1)}n${depth}`).join('\n')}`,
  `gantt\n  dateFormat YYYY-MM-DD\n  tickInterval 1millisecond\n  a :a1, 0001-01-01, 9999-12-31`,
]

/** Options of charts. */
export const exhaustingCharts: readonly unknown[] = [
  { xAxis: { min: 0, max: 1e9, interval: 1e-3 }, yAxis: {}, series: [{ type: 'line', data: [[1, 1]] }] },
  { xAxis: { splitNumber: 1e8 }, yAxis: {}, series: [{ type: 'scatter', data: [[1, 1]] }] },
  {
    xAxis: { type: 'time', min: '0001-01-01', max: '9999-12-31', minInterval: 1, maxInterval: 1 },
    yAxis: {},
    series: [{ type: 'line', data: [['2024-01-01', 1]] }],
  },
  {
    xAxis: {},
    yAxis: {},
    series: Array.from({ length: 4000 }, () => ({ type: 'line', smooth: true, data: [1, 2] })),
  },
  {
    series: [
      { type: 'graph', layout: 'force', force: { repulsion: 1e308 }, data: [{ name: 'x', value: 1e308 }] },
    ],
  },
  {
    series: [
      {
        type: 'pie',
        radius: 1e308,
        data: [
          { name: 'x', value: 1e308 },
          { name: 'y', value: -1e308 },
        ],
      },
    ],
  },
  {
    xAxis: { data: ['x'] },
    yAxis: { type: 'log', logBase: 1.0000001 },
    series: [{ type: 'bar', data: [1e300] }],
  },
]
