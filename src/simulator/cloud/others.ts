// Owns the actions that a chat client may call beside the others: how busy an application is, how its answers are liked,
// whether a person is asked for, and the key to a workspace.
import { findAppById } from '../apps.ts'
import { errorMessage } from '../error-messages.ts'
import { createUuid } from '../record-id.ts'
import { readApp, type Action } from './action.ts'
import { isFailure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'

export const otherActions: readonly Action[] = [
  {
    name: 'DescribeConcurrencyUsage',
    product: 'lke',
    rules: {},
    isOpen: true,
    answer: () => ({ AvailableConcurrency: 5, ConcurrencyPeak: 1, ExceedUsageTime: 0 }),
  },
  {
    name: 'GetLikeDataCount',
    product: 'lke',
    rules: {
      StartTime: { type: 'integer', isRequired: true },
      EndTime: { type: 'integer', isRequired: true },
      AppBizId: { type: 'texts' },
      Type: { type: 'integer', min: 1, max: 2 },
    },
    answer({ service }) {
      const scores = [...service.scores.values()]
      const count = (score: number) => scores.filter((candidate) => candidate === score).length
      const rated = count(1) + count(2)
      const rate = (part: number) => (rated === 0 ? 0 : part / rated)
      return {
        Total: rated,
        AppraisalTotal: rated,
        ParticipationRate: rated === 0 ? 0 : 1,
        LikeTotal: count(1),
        LikeRate: rate(count(1)),
        DislikeTotal: count(2),
        DislikeRate: rate(count(2)),
      }
    },
  },
  {
    name: 'IsTransferIntent',
    product: 'lke',
    rules: { Content: requiredText, BotAppKey: requiredText },
    answer({ parameters }) {
      const found = readApp(parameters.text('BotAppKey'))
      return isFailure(found) ? found : { Hit: /human|person|人工/i.test(parameters.text('Content')) }
    },
  },
  {
    name: 'CreateWorkspaceCredential',
    product: 'adp',
    rules: { WorkspaceId: requiredText, AppId: optionalText },
    answer({ parameters, service }) {
      const appId = parameters.text('AppId')
      if (appId !== '' && findAppById(appId) === undefined) return refusal(460033, errorMessage(460033))
      return {
        StorageType: 'sandbox_e2b',
        WorkspaceId: parameters.text('WorkspaceId'),
        Credential: { AccessToken: createUuid(service.idRandom) },
      }
    },
  },
]
