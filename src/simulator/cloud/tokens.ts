// Owns the two actions that give a token for a socket.
import { errorMessage } from '../error-messages.ts'
import { maxQuestionLength } from '../question.ts'
import { readApp, type Action } from './action.ts'
import { isFailure, refusal } from './failure.ts'
import { optionalText } from './parameters.ts'

/** Access by the API, the one kind that a client of this sort has. */
export const apiAccess = 5

const patterns = { standard: 'standard', agent: 'agent', workflow: 'single_workflow' } as const

const getWsToken: Action = {
  name: 'GetWsToken',
  product: 'lke',
  rules: {
    Type: { type: 'integer', isRequired: true, min: apiAccess, max: apiAccess },
    BotAppKey: { type: 'text', isRequired: true },
    VisitorBizId: { type: 'text', isRequired: true, maxLength: 64 },
    VisitorLabels: { type: 'list' },
  },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('BotAppKey'))
    if (isFailure(found)) return found
    const { mode, appKey } = found.app
    // It has no word for Claw applications.
    if (mode === 'claw') return refusal(460030, errorMessage(460030))
    const visitorId = parameters.text('VisitorBizId')
    return {
      Token: service.tokens.issue({ appKey, visitorId }, 'digits'),
      Balance: 1,
      InputLenLimit: maxQuestionLength,
      Pattern: patterns[mode],
      SingleWorkflow:
        mode === 'workflow'
          ? {
              WorkflowId: '1860000000000000001',
              WorkflowName: 'Weather report',
              WorkflowDesc: '',
              Status: 'PUBLISHED',
              IsEnable: true,
              AsyncWorkflow: false,
            }
          : null,
      VisionModelInputLimit: null,
    }
  },
}

const createWebSocketToken: Action = {
  name: 'CreateWebSocketToken',
  product: 'adp',
  rules: {
    Type: { type: 'integer', isRequired: true },
    AppId: optionalText,
    AppKey: optionalText,
    UserId: { type: 'text', maxLength: 64 },
    ShareCode: optionalText,
    LoginUin: optionalText,
    LoginSubAccountUin: optionalText,
  },
  answer({ parameters, service }) {
    if (parameters.number('Type') !== apiAccess) return refusal(460600, errorMessage(460600))
    const visitorId = parameters.text('UserId')
    const found = readApp(parameters.text('AppKey'))
    if (isFailure(found)) return found
    if (visitorId === '') return refusal(400, errorMessage(400))
    const { appKey, id } = found.app
    return { Token: service.tokens.issue({ appKey, visitorId }, 'groups'), AppId: id }
  },
}

export const tokenActions: readonly Action[] = [getWsToken, createWebSocketToken]
