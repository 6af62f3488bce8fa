// Owns RateMsgRecord: what a visitor thinks of an answer.
import { errorMessage } from '../error-messages.ts'
import { byModel, canBeRated } from '../reply-methods.ts'
import type { Service } from '../service.ts'
import { readApp, type Action } from './action.ts'
import { isFailure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'
import { answersIn, isRecordFinal, listRecords, type AnswerRecord } from './records.ts'

export const rateRecord: Action = {
  name: 'RateMsgRecord',
  product: 'lke',
  rules: {
    BotAppKey: requiredText,
    RecordId: requiredText,
    Score: { type: 'integer', isRequired: true, min: 0, max: 2 },
    Reasons: { type: 'texts', maxLength: 20 },
    FeedbackContent: optionalText,
  },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('BotAppKey'))
    if (isFailure(found)) return found
    const record = findRecord(service, found.app.appKey, parameters.text('RecordId'))
    if (record === undefined) return refusal(460006, errorMessage(460006))
    if (record.role === 'user' || !isRatable(record)) return refusal(460023, errorMessage(460023))
    service.scores.set(record.id, parameters.number('Score') ?? 0)
    return {}
  },
}

function findRecord({ sessions }: Service, appKey: string, recordId: string) {
  return sessions
    .listByApp(appKey)
    .flatMap(({ turns }) => listRecords(turns))
    .find(({ id }) => id === recordId)
}

/** Only whole answers, and not those of some methods. */
function isRatable(record: AnswerRecord): boolean {
  const details = answersIn(record).at(-1)?.details ?? {}
  return isRecordFinal(record) && (details.canRate ?? canBeRated(details.method ?? byModel))
}
