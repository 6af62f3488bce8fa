// Owns the demo's answer to any other question: a way to go about the subject that the question names.
import { pick } from '../../random.ts'
import type { Ask } from '../../scenario.ts'
import type { DemoTopic } from './topic.ts'

type Write = (subject: string, turn: number) => string

const en: readonly [Write, ...Write[]] = [
  (subject, turn) => `## A first look

You asked about **${subject}**. A real application would answer from its model and its knowledge base; the demo can at \
least show a good way to go about it.

### Three questions to begin with
1. **What is it for?** Write down in one sentence who needs it and when.
2. **What does it depend on?** List the parts, and mark those that can change.
3. **How would you notice that it fails?** A sign you can observe beats a rule you can quote.

| Step | Time | You have afterwards |
| --- | ---: | --- |
| Collect | 10 min | a rough list |
| Sort | 10 min | three groups, one of them "later" |
| Decide | 5 min | one next action |

\`\`\`text
collect → sort → decide → look again
   ↑______________________________|
\`\`\`

This is question ${turn} of this conversation. The service remembers the earlier ones, so you can simply go on asking.`,
  (subject, turn) => `## Two sides of it

The subject is **${subject}**. Before taking a side it helps to lay both next to each other.

| | In favour | Against |
| --- | --- | --- |
| Effort | small to begin with | grows with every exception |
| Risk | well known | rests on a few people |
| Value | shows early | hard to measure later |

### What tips the balance
- **Reversible** decisions can be made quickly; try the smaller one first.
- **Irreversible** ones deserve a written reason, so that it can be read again in a year.
- When both sides look equal, the cheaper *experiment* wins, not the louder argument.

### A tiny experiment

\`\`\`js
const before = measure()
change('one thing only')
const after = measure()
console.log(after - before > noise ? 'keep it' : 'undo it')
\`\`\`

That was question ${turn} here. Ask a narrower one, and the answer can be narrower too.`,
]

const zh: readonly [Write, ...Write[]] = [
  (subject, turn) => `## 先看一个大概

您问的是**${subject}**。真正的应用会结合模型与知识库来回答；演示至少可以给出一个不错的入手方法。

### 先问三个问题
1. **它是做什么用的？** 用一句话写下谁在什么时候需要它。
2. **它依赖什么？** 列出各个组成部分，标出容易变化的那些。
3. **出了问题怎么发现？** 能观察到的迹象，胜过能背诵的规则。

### 时间怎么安排

| 步骤 | 时间 | 得到什么 |
| --- | ---: | --- |
| 收集 | 10 分钟 | 一份粗略的清单 |
| 整理 | 10 分钟 | 三个分组，其中一组叫“以后再说” |
| 决定 | 5 分钟 | 一个明确的下一步 |
| 回顾 | 5 分钟 | 哪里想错了 |

\`\`\`text
收集 → 整理 → 决定 → 回顾
 ↑____________________|
\`\`\`

> 小提示：清单写得越具体，后面的整理就越轻松。“了解背景”不算一步，“读完前两页并写下三个疑问”才算。

### 常见的误区
- 一开始就追求完整，结果迟迟没有第一版。
- 只收集支持自己想法的材料。
- 忘了写下当初为什么这样决定。

这是本次会话的第 ${turn} 个问题。服务会记住前面的内容，直接接着问就可以。`,
  (subject, turn) => `## 从两个方面来看

主题是**${subject}**。在下结论之前，不妨先把两方面的理由并排放在一起。

| | 支持 | 反对 |
| --- | --- | --- |
| 成本 | 起步很小 | 每多一个例外就增加一点 |
| 风险 | 大家都熟悉 | 依赖少数几个人 |
| 价值 | 很快就能看到 | 时间久了不容易衡量 |

### 怎样取舍
- **可以撤回**的决定尽快做，先试较小的那一个。
- **不能撤回**的决定值得写下理由，一年以后还能再读一遍。
- 两边看起来差不多时，选更便宜的*实验*，而不是更响亮的意见。

### 一个小实验

\`\`\`js
const before = measure()
change('一次只改一处')
const after = measure()
console.log(after - before > noise ? '保留' : '撤回')
\`\`\`

实验之前先约定三件事，免得事后各说各话：

1. 看哪一个数字，由谁来看。
2. 变化多大才算数，多小就当作噪声。
3. 什么时候停下来，即使结果还不明朗。

一次只改一处，看起来慢，其实最省时间：改了两处而结果变好，就不知道该感谢哪一处；结果变坏，也不知道该撤回哪一处。

这是本次会话的第 ${turn} 个问题。问题再具体一点，回答也可以更具体。`,
]

export const general: DemoTopic = {
  matches: /^/,
  write: (ask) => pick(ask.random, ask.isChinese ? zh : en)(subjectOf(ask), ask.history.length + 1),
}

/** The question on one line, without what markdown would take for its own, and not too long. */
function subjectOf({ text }: Ask): string {
  const line = text
    .replaceAll(/[\s`*_~<>|#[\]()\\]+/g, ' ')
    .replace(/[?？.。!！\s]+$/, '')
    .trim()
  const characters = [...line]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : line || '…'
}
