// Owns the demo's answer to a question that brings an image or documents.
import type { DemoTopic } from './topic.ts'

export const attachment: DemoTopic = {
  matches: /^/,
  write({ isChinese, fileNames, hasImage }) {
    const rows = fileNames.map((name, index) => `| ${index + 1} | \`${name.replaceAll('|', '')}\` |`)
    const received = hasImage ? [`| ${rows.length + 1} | ${isChinese ? '图片' : 'an image'} |`] : []
    return isChinese
      ? ['## 已收到附件', '', '| 序号 | 名称 |', '| ---: | --- |', ...rows, ...received, '', ...stepsZh].join(
          '\n',
        )
      : ['## Received', '', '| No. | Name |', '| ---: | --- |', ...rows, ...received, '', ...stepsEn].join(
          '\n',
        )
  },
}

const stepsEn = [
  'The demo does not look inside. A published application would now:',
  '',
  '1. **read** it: the text of a document, or what is to be seen in a picture;',
  '2. **find** the passages that the question is about;',
  '3. **answer** from them, with marks that lead back to the page.',
  '',
  '```text',
  'file → parsed text → passages → answer with marks',
  '```',
  '',
  'Answers about documents cannot be rated, which is why the buttons for that may be absent below this one.',
]

const stepsZh = [
  '演示不会查看附件的内容。正式发布的应用接下来会：',
  '',
  '1. **读取**：提取文档的文字，或者识别图片里的内容；',
  '2. **查找**：找出与问题有关的段落；',
  '3. **回答**：根据这些段落作答，并附上可以回到原文的标记。',
  '',
  '```text',
  '文件 → 解析 → 相关段落 → 带标记的回答',
  '```',
  '',
  '关于文档的回答不能点赞或点踩，所以下面可能看不到相应的按钮。',
]
