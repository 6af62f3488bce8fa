// Owns the demo's answer to what can be done here.
import type { DemoTopic } from './topic.ts'

const en = `## What you can see here

The demo speaks the same protocol as a published application, so everything on the screen works as it will with your \
own AppKey.

### Answers
1. Text arrives in small packets and grows while you read.
2. **Stop** ends an answer at once; what has arrived stays.
3. An answer goes on while you look at another conversation.

### Situations to try

| Command | What happens |
| --- | --- |
| \`/think\` | the model thinks aloud first |
| \`/tools\` | an agent calls tools, one of which fails |
| \`/refs\` | sources with citation marks |
| \`/options\` | buttons for the next question |
| \`/error 460011\` | the service is too busy |
| \`/drop\` | the connection breaks in the middle |

### Your own application
Add a profile with the AppKey of an application that you have published:

\`\`\`text
Profile      My assistant
AppKey       from the application's call settings
Access       Automatic
\`\`\`

The demo profile can stay beside it; switching takes one stroke.`

const zh = `## 在这里可以看到什么

演示与真正发布的应用使用同一种协议，所以屏幕上的一切，换成您自己的 AppKey 之后也是一样的。

### 回答
1. 文字以很小的数据包陆续到达，边读边增长。
2. 点击**停止**会立刻结束回答，已经到达的内容会保留。
3. 查看别的会话时，回答仍在后台继续。
4. 关闭程序再打开，历史还在原处，不依赖网络。

### 可以尝试的情形

| 命令 | 效果 |
| --- | --- |
| \`/think\` | 模型先思考，再回答 |
| \`/tools\` | 智能体调用工具，其中一个会失败 |
| \`/refs\` | 参考来源与引用标记 |
| \`/options\` | 下一个问题的快捷按钮 |
| \`/long 5000\` | 很长的回答 |
| \`/error 460011\` | 服务繁忙时的错误 |
| \`/drop\` | 连接在回答中途断开 |

### 接入自己的应用
新建一个配置，填入已发布应用的 AppKey 即可：

\`\`\`text
配置名称    我的助手
AppKey      见应用的调用信息
接入方式    自动
\`\`\`

演示配置可以一直保留，随时切换。`

export const capabilities: DemoTopic = {
  matches:
    /^\s*help\b|what can (you|i|it) do|what do you do|who are you|how (does|do) (this|it|you) work|能做什么|会做什么|你是谁|有什么功能|怎么用|^\s*帮助/i,
  write: ({ isChinese }) => (isChinese ? zh : en),
}
