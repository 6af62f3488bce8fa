// Owns the action that lists the models there are, with what they can take.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { list, text } from './schema.ts'
import { optionalNumber, optionalText } from '../wire-schema.ts'

export interface Model {
  /** Names it to the service. */
  readonly name: string
  readonly title: string
  /** Of a question, in characters. */
  readonly inputLimit?: number | undefined
  readonly isUsedUp: boolean
}

/** `ResourceStatus` of a model whose quota is used up. */
const usedUp = 2

const modelSchema = z
  .object({
    ModelName: text,
    AliasName: optionalText,
    InputLenLimit: optionalNumber,
    ResourceStatus: optionalNumber,
  })
  .transform((wire) =>
    omitUndefined<Model>({
      name: wire.ModelName,
      title: wire.AliasName ?? wire.ModelName,
      inputLimit: wire.InputLenLimit,
      isUsedUp: wire.ResourceStatus === usedUp,
    }),
  )

const listModel: CloudAction<readonly Model[]> = {
  ...lke,
  name: 'ListModel',
  isRepeatable: true,
  response: z.object({ List: list(modelSchema) }).transform(({ List }) => List),
}

/** The models that the account may use in applications with a dialogue. */
export function fetchModels(api: CloudApi, signal: AbortSignal): Promise<Result<readonly Model[]>> {
  return api.call(listModel, { AppType: 'knowledge_qa' }, signal)
}
