// Owns the demo's answer to a greeting.
import type { DemoTopic } from './topic.ts'

const en = `## Hello, good to meet you

I am the demo assistant. Ask me anything, and watch how an answer arrives: first a sign that the question was \
accepted, then what is being looked up, then the words themselves.

Some things to begin with:

- **Ask a question** that ends in a question mark, and a short thought comes before the answer.
- **Ask in Chinese**, and the answer is in Chinese too.
- **Begin with a slash**, and the demo plays a certain situation.

| Type this | and see |
| --- | --- |
| \`What can you do?\` | a tour of what the program shows |
| \`/think\` | a thought before the answer |
| \`/refs\` | sources and citation marks |

Several conversations can be answered at once, and everything stays on this computer:

\`\`\`text
question  →  stream  →  screen
                 ↘  your own disk
\`\`\``

const zh = `## 你好，很高兴认识你

我是演示助手。可以随便提问，看看回答是怎样一步一步到达的：先是确认收到问题，然后是检索的进度，最后才是正文。

可以从这几件事开始：

- **用问号结尾提问**，回答之前会先出现一段简短的思考。
- **换成英文提问**，回答也会变成英文。
- **以斜杠开头**，演示会重现某一种特定的情形。

| 输入 | 会看到 |
| --- | --- |
| \`你能做什么？\` | 程序各项功能的介绍 |
| \`/think\` | 回答之前的思考过程 |
| \`/refs\` | 参考来源与引用标记 |
| \`/long 5000\` | 一篇五千字的长回答 |

多个会话可以同时进行，切换到别的会话时，回答仍会继续。所有内容都保存在这台电脑上，没有网络也能翻看：

\`\`\`text
问题  →  流式回答  →  屏幕
              ↘  本地磁盘
\`\`\`

不知道问什么的话，让我写一首关于秋天的诗也可以。接下来想聊点什么？`

export const greeting: DemoTopic = {
  matches: /^\s*(hello|hi|hey|good (morning|evening|afternoon)|你好|您好|嗨|早上好|晚上好)(?![a-z])/i,
  write: ({ isChinese }) => (isChinese ? zh : en),
}
