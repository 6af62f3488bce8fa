// Owns the two actions that list models with their limits.
import { maxQuestionLength } from '../question.ts'
import type { Action } from './action.ts'

const maxRoleLength = 4000

const listForLke: Action = {
  name: 'ListModel',
  product: 'lke',
  // The official client asks with the second one.
  versions: ['2023-11-30', '2025-11-12'],
  rules: { AppType: { type: 'text', isRequired: true }, Pattern: { type: 'text' } },
  isOpen: true,
  answer: () => ({
    List: [
      ['lke-deepseek-v3', 'DeepSeek-V3'],
      ['lke-deepseek-r1', 'DeepSeek-R1'],
      ['hunyuan-turbo', '混元 Turbo'],
    ].map(([name, alias]) => ({
      ModelName: name,
      ModelDesc: '',
      AliasName: alias,
      ResourceStatus: 1,
      PromptWordsLimit: String(maxRoleLength),
      InputLenLimit: maxQuestionLength,
      RoleLenLimit: maxRoleLength,
      IsExclusive: false,
    })),
  }),
}

const listForAdp: Action = {
  name: 'DescribeModelList',
  product: 'adp',
  rules: {},
  isOpen: true,
  answer: () => ({
    ModelList: ['TCADP/glm-5', 'TCADP/kimi-k2.5', 'TCADP/minimax-m2.5'].map((id) => ({
      ModelBasic: { ModelId: id, ModelName: id.split('/')[1] ?? id },
      LimitInfo: { InputLengthLimit: maxQuestionLength, PromptLengthLimit: maxRoleLength },
    })),
  }),
}

export const modelActions: readonly Action[] = [listForLke, listForAdp]
