// Owns what is said of the options of a question: a short name and value for each that was chosen.
import type { RequestDefaults } from '#shared/profile.ts'
import type { QuestionOptions } from '#shared/question.ts'

export type OptionName = keyof QuestionOptions

/** In the order in which they are shown. */
const optionNames = [
  'model',
  'webSearch',
  'workflow',
  'systemRole',
  'customVariables',
] as const satisfies OptionName[]

/** The key of the words under `composer.option`, and what is put into them. */
export interface DescribedOption {
  readonly name: OptionName
  readonly words:
    'model' | 'webSearchOn' | 'webSearchOff' | 'workflowOn' | 'workflowOff' | 'systemRole' | 'customVariables'
  readonly value: string
  /** Everything, for whoever points at it. */
  readonly detail: string
}

/** Those that are not what the profile says anyway. */
export function describeOptions(
  options: QuestionOptions,
  defaults: RequestDefaults = {},
): readonly DescribedOption[] {
  return optionNames.flatMap((name) => {
    const value = options[name]
    const isDefault = JSON.stringify(value) === JSON.stringify(defaults[name])
    return value === undefined || isDefault ? [] : [describeOption(options, name)]
  })
}

function describeOption(options: QuestionOptions, name: OptionName): DescribedOption {
  switch (name) {
    case 'model':
      return { name, words: name, value: options.model ?? '', detail: options.model ?? '' }
    case 'webSearch':
      return {
        name,
        words: options.webSearch === 'on' ? 'webSearchOn' : 'webSearchOff',
        value: '',
        detail: '',
      }
    case 'workflow':
      return { name, words: options.workflow === 'on' ? 'workflowOn' : 'workflowOff', value: '', detail: '' }
    case 'systemRole':
      return { name, words: name, value: '', detail: options.systemRole ?? '' }
    case 'customVariables': {
      const variables = options.customVariables ?? []
      const lines = variables.map((variable) => `${variable.name} = ${variable.value}`)
      return { name, words: name, value: String(variables.length), detail: lines.join('\n') }
    }
  }
}

/** Without this one; undefined when nothing is left to be said. */
export function withoutOption(options: QuestionOptions, name: OptionName): QuestionOptions | undefined {
  const rest = { ...options }
  delete rest[name]
  return Object.keys(rest).length === 0 ? undefined : rest
}
