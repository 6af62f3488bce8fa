// Owns the demo's answer to a wish for a poem.
import type { DemoTopic } from './topic.ts'

const en = `## Autumn, seen from a train

*The fields go by the colour of old letters,*
*and every tree has something left to say;*
*the light arrives a little late, and lower,*
*like someone who has walked a longer way.*

*A pond lets go the summer it was holding,*
*one leaf at a time, and none of them in haste.*
*The geese are writing north to south in pencil;*
*the wind reads half of it and rubs the rest.*

*I had a thing to tell you at the station.*
*The doors were closing, and I let them close.*
*Now all the hills repeat it, red and yellow,*
*to anyone who passes, I suppose.*

---

### Notes on the form

- Three stanzas of four lines, mostly five beats each.
- The rhymes come in pairs and are sometimes only *half* there, as the season is.

| Stanza | Picture | What it carries |
| :---: | --- | --- |
| 1 | light | arrival |
| 2 | geese | message |
| 3 | hills | what was not said |

\`\`\`text
da-DUM da-DUM da-DUM da-DUM da-DUM
\`\`\``

const zh = `## 秋日登高

*霜叶初红一径斜，*
*西风漫卷入谁家。*
*雁书字字云间淡，*
*稻浪层层日下华。*

*旧约未忘登此岭，*
*新醅已熟对黄花。*
*凭栏欲问归时路，*
*数点寒山半落霞。*

---

### 关于这首诗

- **体裁**：仿七言律诗，八句，押“麻”韵（斜、家、华、花、霞）。
- **线索**：由近及远，从脚下的小径写到天边的落霞。
- **情绪**：前半写景，后半怀人，最后一句又把人放回景中。

| 联 | 画面 | 寄托 |
| :---: | --- | --- |
| 首联 | 霜叶、西风 | 秋意已深 |
| 颔联 | 雁字、稻浪 | 时光与收成 |
| 颈联 | 山岭、黄花 | 旧约与新酒 |
| 尾联 | 寒山、落霞 | 归途 |

### 换一种写法

如果更喜欢白话，也可以只留下三行：

\`\`\`text
叶子把夏天还给树，
树把影子还给路，
路把我还给黄昏。
\`\`\`

旧诗讲究对仗，中间两联的词性要两两相应，“雁书”对“稻浪”，“旧约”对“新醅”；短诗则靠重复，三个“还给”一层一层地把视线放低。还可以换一个题目，例如“写一首关于雨的诗”，演示里的诗只有这一首，不过排版、流式输出和保存的效果都一样。`

export const poem: DemoTopic = {
  matches: /\b(poems?|poetry|verses?|haiku|sonnet)\b|诗|词一首/i,
  write: ({ isChinese }) => (isChinese ? zh : en),
}
