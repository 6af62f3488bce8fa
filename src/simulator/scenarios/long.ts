// Owns /long: as many characters of varied Chinese and English markdown as were asked for.
import { pick, type Random } from '../random.ts'
import type { Scenario } from '../scenario.ts'
import { closing, opening } from './ordinary-turn.ts'
import { readNumber } from './arguments.ts'

const maxCharacters = 10_000_000

export const long: Scenario = {
  command: '/long',
  argument: 'N',
  summary: 'N characters of mixed Chinese and English markdown (5000 when absent)',
  *play({ argument, random }) {
    yield* opening()
    let rest = readNumber(argument, 5000, maxCharacters)
    for (let section = 1; rest > 0; section += 1) {
      const characters = [...writeSection(section, random)].slice(0, rest)
      rest -= characters.length
      yield { type: 'text', text: characters.join('') }
    }
    yield* closing()
  },
}

const subjects = [
  'the queue',
  '缓冲区',
  'a slow reader',
  '索引',
  'the second request',
  '连接',
  'our cache',
] as const
const verbs = [
  'waits for',
  '等待',
  'hands over to',
  '覆盖',
  'is measured against',
  '先于',
  'depends on',
] as const
const objects = [
  'the first byte',
  '日志',
  'a full disk',
  '下一帧',
  'the last packet',
  '用户的耐心 🙂',
  'time',
] as const
const endings = [
  '.',
  '。',
  ' once a day.',
  '，这并不意外。',
  ', as **expected**.',
  '，见 `notes.md`。',
] as const

function writeSection(number: number, random: Random): string {
  const sentence = () =>
    `${pick(random, subjects)} ${pick(random, verbs)} ${pick(random, objects)}${pick(random, endings)}`
  const sentences = (count: number) => Array.from({ length: count }, sentence)
  const block = pick(random, [
    () =>
      sentences(3)
        .map((text) => `- ${text}`)
        .join('\n'),
    () =>
      sentences(3)
        .map((text, index) => `${index + 1}. ${text}`)
        .join('\n'),
    () => `> ${sentence()}`,
    () =>
      `| 项目 | Value |\n| --- | ---: |\n${sentences(3)
        .map((text, row) => `| ${text} | ${row * number} |`)
        .join('\n')}`,
    () =>
      `\`\`\`ts\nconst step${number} = ${Math.floor(random() * 1000)} // ${sentence()}\nqueue.push(step${number})\n\`\`\``,
  ])
  return `## ${number}. ${pick(random, subjects)}\n\n${sentences(3 + Math.floor(random() * 4)).join(' ')}\n\n${block()}\n\n`
}
