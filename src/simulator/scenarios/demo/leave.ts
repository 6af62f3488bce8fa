// Owns the demo's answer about annual leave: the turn in which most of what an answer may hold is to be seen. An agent
// thinks, looks the rules up, cites them, and offers what could be asked next.
import type { Activity, Ask, Reference, Step } from '../../scenario.ts'

/** What a question about it looks like. */
export const isAboutLeave = /\b(annual|paid) leave\b|年假/i

/** A mark stands at the end of the sentence that it follows. */
const en = `You get **15 days** of annual leave this year: 10 by your contract[1] and 5 for years of service[2]. \
Days that are left expire at the end of March[3].

## How it adds up

| Years of service | Additional days | In your case |
| --- | ---: | --- |
| fewer than 2 | 0 | |
| 2 to 5 | 3 | |
| 6 or more | 5 | since 1 July |

Whoever joins during a year gets a share of it, for $m$ of 12 months:

$$
d = \\left\\lfloor (10 + s) \\cdot \\frac{m}{12} \\right\\rfloor
$$

\`\`\`python
def leave_days(service_days: int, months: int = 12) -> int:
    return (10 + service_days) * months // 12
\`\`\`

### Before you apply
- Agree on the days with your team first.
- More than **five** days in a row need two weeks' notice.`

const zh = `您今年有 **15 天**年假：按合同 10 天[1]，另有司龄假 5 天[2]。没有休完的天数在三月底作废[3]。

## 计算方法

| 司龄 | 增加天数 | 您的情况 |
| --- | ---: | --- |
| 不满 2 年 | 0 | |
| 2 至 5 年 | 3 | |
| 6 年及以上 | 5 | 自 7 月 1 日起 |

年中入职的员工按比例享有，设当年在职 $m$ 个月、司龄假 $s$ 天：

$$
d = \\left\\lfloor (10 + s) \\cdot \\frac{m}{12} \\right\\rfloor
$$

\`\`\`python
def leave_days(service_days: int, months: int = 12) -> int:
    return (10 + service_days) * months // 12
\`\`\`

### 申请之前
- 先和团队商量好日期，避免大家同时休假，影响项目进度。
- 连续休假超过**五天**，需要提前两周申请。
- 休假期间的工作请提前交接，并在日历上标明不在的日期。
- 申请提交之后，直属主管会在两个工作日内答复；急事可以先口头说明，再补申请。`

const sources: readonly Reference[] = [
  { kind: 'document', id: '1873345678901234601', name: 'Employment contract.pdf', documentId: '98801' },
  {
    kind: 'document',
    id: '1873345678901234602',
    name: 'Leave policy 2026.pdf',
    url: 'https://example.com/leave-policy',
    documentId: '98802',
  },
  { kind: 'question-and-answer', id: '1873345678901234603', name: 'When does leave expire?' },
]
const sourcesZh: readonly Reference[] = sources.map((source, index) => ({
  ...source,
  id: `187334567890123461${index}`,
  name: ['劳动合同.pdf', '休假制度 2026.pdf', '年假什么时候作废？'][index] ?? source.name,
}))

/** The turn, with the remark at the end of its text. */
export function* playLeave({ isChinese, history }: Ask, remark: string): Generator<Step> {
  const marked = isChinese ? zh : en
  yield { type: 'question' }
  yield { type: 'progress', status: 'processing', procedures: [{ name: 'agent', status: 'processing' }] }
  yield { type: 'thought', text: think(isChinese, history.length + 1) }
  yield { type: 'thought-end' }
  for (const activity of isChinese ? activitiesZh : activitiesEn) {
    yield { type: 'activity', activity: { ...activity, status: 'processing', content: '' } }
    yield { type: 'activity', activity }
  }
  yield { type: 'text', text: `${marked.replaceAll(/\[\d\]/g, '')}\n\n${remark}` }
  yield { type: 'references', references: isChinese ? sourcesZh : sources }
  yield { type: 'describe', details: { method: 18, quotes: findQuotes(marked) } }
  yield {
    type: 'content',
    content: {
      type: 'options',
      options: isChinese
        ? ['怎样申请年假？', '还剩几天？', '年假可以顺延吗？']
        : ['How do I apply?', 'How many days are left?', 'Can I carry days over?'],
    },
  }
  yield {
    type: 'progress',
    status: 'success',
    procedures: [
      { name: 'agent', status: 'success' },
      { name: 'tool_call', status: 'success' },
    ],
  }
  yield { type: 'answer-end' }
}

function think(isChinese: boolean, turn: number): string {
  return isChinese
    ? `这是本次会话的第 ${turn} 个问题。年假天数取决于合同和司龄，两处规定都要查，再说明依据。`
    : `This is question ${turn} of the session. The number depends on the contract and on the years of service: both rules have to be looked up, and named.`
}

const activitiesEn = [
  search('contract', 'Search the contract', '{"query":"annual leave"}', 'Employment contract.pdf, section 7'),
  search('policy', 'Search the leave policy', '{"query":"years of service"}', 'Leave policy 2026.pdf, p. 3'),
]
const activitiesZh = [
  search('contract', '检索劳动合同', '{"query":"年假"}', '劳动合同.pdf，第七条'),
  search('policy', '检索休假制度', '{"query":"司龄"}', '休假制度 2026.pdf，第 3 页'),
]

function search(key: string, title: string, input: string, content: string): Activity {
  return { key, name: 'search_documents', title, status: 'success', content, input, pluginType: 1 }
}

/** Where the marks stand, in code points of the text without them. */
function findQuotes(marked: string): { index: number; position: number }[] {
  let taken = 0
  return [...marked.matchAll(/\[(\d)\]/g)].map((mark) => {
    const position = [...marked.slice(0, mark.index)].length - taken
    taken += mark[0].length
    return { index: Number(mark[1]), position }
  })
}
