// Owns the answer to every question that is no command: a friendly text written in advance, chosen by what the question
// is about. The texts are in demo/.
import { pick } from '../random.ts'
import type { Ask, Scenario } from '../scenario.ts'
import { capabilities } from './demo/capabilities.ts'
import { code } from './demo/code.ts'
import { attachment } from './demo/attachment.ts'
import { general } from './demo/general.ts'
import { greeting } from './demo/greeting.ts'
import { isAboutLeave, playLeave } from './demo/leave.ts'
import { poem } from './demo/poem.ts'
import { slowStart } from './demo/slow-start.ts'
import type { DemoTopic } from './demo/topic.ts'
import { ordinaryTurn } from './ordinary-turn.ts'

/** The first that matches; the last matches always. */
const topics: readonly [DemoTopic, ...DemoTopic[]] = [slowStart, greeting, capabilities, poem, code, general]

export const demo: Scenario = {
  command: '',
  summary: 'a demo answer',
  *play(ask) {
    if (isAboutLeave.test(ask.text)) {
      yield* playLeave(ask, remark(ask))
      return
    }
    const hasAttachment = ask.hasImage || ask.fileNames.length > 0
    const topic = hasAttachment
      ? attachment
      : (topics.find(({ matches }) => matches.test(ask.text)) ?? general)
    const isQuestion = /[?？]\s*$/.test(ask.text)
    yield* ordinaryTurn({
      text: `${topic.write(ask)}\n\n${remark(ask)}`,
      ...(isQuestion || ask.isReasoning ? { thought: thoughtAbout(ask) } : {}),
      ...(hasAttachment ? { retrieval: ask.hasImage ? 'image' : 'file' } : {}),
      ...(hasAttachment ? { details: { method: ask.hasImage ? 13 : 14 } } : {}),
    })
  },
}

/** Says that no model was asked, and what else can be tried. */
function remark({ isChinese, random }: Ask): string {
  const tries = pick(random, [
    ['`/think`', '`/refs`', '`/long 5000`'],
    ['`/tools`', '`/options`', '`/long 5000`'],
    ['`/think`', '`/markdown`', '`/refs`'],
  ])
  return isChinese
    ? `> 这是内置演示的回答，内容事先写好，没有调用任何模型。可以试试 ${tries.join('、')}，\`/help\` 列出全部。`
    : `> This answer comes from the built-in demo: it was written in advance and no model was asked. Try ${tries.join(', ')}; \`/help\` lists everything.`
}

function thoughtAbout({ isChinese, history }: Ask): string {
  const turn = history.length + 1
  return isChinese
    ? `这是本次会话的第 ${turn} 个问题。先弄清楚对方想知道什么，再决定用列表、表格还是代码来说明。演示里没有真正的模型，选一段最贴近主题的内容即可，并说明它的来源。`
    : `This is question ${turn} of the session. What does the person want to know, and would a list, a table or some code show it best? There is no real model behind the demo, so the text that comes nearest has to do, and it should say where it comes from.`
}
