// Owns DescribeRefer: the text behind a source that an answer has cited. Web pages have none.
import { answersOf } from '../memory.ts'
import { findAppById } from '../apps.ts'
import { errorMessage } from '../error-messages.ts'
import type { JsonObject } from '../json.ts'
import type { Reference } from '../scenario.ts'
import type { Action } from './action.ts'
import { refusal } from './failure.ts'
import { requiredText } from './parameters.ts'
import { findReferenceOddity, spoilDetail } from './reference-oddities.ts'

export const describeReferences: Action = {
  name: 'DescribeRefer',
  product: 'lke',
  rules: { BotBizId: requiredText, ReferBizIds: { type: 'texts', isRequired: true } },
  answer({ parameters, service }) {
    const app = findAppById(parameters.text('BotBizId'))
    if (app === undefined) return refusal(460033, errorMessage(460033))
    const cited = service.sessions
      .listByApp(app.appKey)
      .flatMap(({ turns }) => turns.flatMap(answersOf))
      .flatMap(({ references }) => references)
    const wanted = parameters.texts('ReferBizIds')
    const found = wanted.flatMap(
      (id) => cited.find((candidate) => candidate.id === id && candidate.kind !== 'web') ?? [],
    )
    if (found.some(({ name }) => findReferenceOddity(name) === 'refused'))
      return refusal(460020, errorMessage(460020))
    return { List: found.map(describe) }
  },
}

function describe(reference: Reference): JsonObject {
  const detail = detailPayload(reference)
  const oddity = findReferenceOddity(reference.name)
  return oddity === undefined ? detail : spoilDetail(detail, oddity)
}

function detailPayload(reference: Reference): JsonObject {
  const isPair = reference.kind === 'question-and-answer'
  const isChinese = /\p{Script=Han}/u.test(reference.name)
  const days = isChinese ? '15 天' : '15 days'
  const page = isChinese
    ? `摘自《${reference.name}》：员工每年享有 **${days}**年假，当年未休完的天数在次年三月底作废。`
    : `From «${reference.name}»: employees get **${days}** of annual leave, which expire in March.`
  return {
    ReferBizId: reference.id,
    DocType: isPair ? 1 : 2,
    DocName: isPair ? '' : reference.name,
    PageContent: isPair ? '' : page,
    OrgData: isPair ? '' : page,
    Question: isPair ? reference.name : '',
    Answer: isPair ? (isChinese ? '次年三月底。' : 'At the end of March.') : '',
    Confidence: 0.92,
    Mark: 0,
    Highlights: isPair
      ? []
      : [{ StartPos: page.indexOf(days), EndPos: page.indexOf(days) + days.length, Text: days }],
    PageInfos: isPair ? [] : [3],
    SheetInfos: [],
    DocBizId: reference.documentBusinessId ?? '0',
    KnowledgeBizId: '1859876543210000001',
  }
}
