// Owns which actions there are, and which of them a call means: products and versions have actions of the same name.
import { productVersions, type Action } from './action.ts'
import { appActions } from './app-cards.ts'
import { conversationActions } from './conversations.ts'
import { messageList } from './message-list.ts'
import { messageRecords } from './message-records.ts'
import { modelActions } from './models.ts'
import { otherActions } from './others.ts'
import { rateRecord } from './ratings.ts'
import { describeReferences } from './references.ts'
import { storageActions } from './storage.ts'
import { tokenActions } from './tokens.ts'

export const actions: readonly Action[] = [
  ...tokenActions,
  ...conversationActions,
  messageList,
  messageRecords,
  rateRecord,
  describeReferences,
  ...appActions,
  ...modelActions,
  ...storageActions,
  ...otherActions,
]

export function findAction(name: string, product: string, version: string): Action | undefined {
  return actions.find(
    (action) =>
      action.name === name &&
      action.product === product &&
      (action.versions ?? [productVersions[action.product]]).includes(version),
  )
}
