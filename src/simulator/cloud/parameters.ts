// Owns the parameters of cloud calls: what an action demands of them, and how a call that does not meet it fails.
import { isMembers, type Members } from '../validation.ts'
import { failure, type CloudFailure } from './failure.ts'

export type Rule =
  | { readonly type: 'text'; readonly isRequired?: true; readonly maxLength?: number }
  | {
      readonly type: 'integer'
      readonly isRequired?: true
      readonly min?: number
      readonly max?: number
    }
  | { readonly type: 'boolean' | 'list' | 'object'; readonly isRequired?: true }
  | { readonly type: 'texts'; readonly isRequired?: true; readonly maxLength?: number }

export interface Rules {
  readonly [name: string]: Rule
}

export const requiredText: Rule = { type: 'text', isRequired: true }
export const optionalText: Rule = { type: 'text' }

/** Parameters that have met their rules. Those that are absent are undefined. */
export interface Parameters {
  /** Empty when absent. */
  text(name: string): string
  number(name: string): number | undefined
  isTrue(name: string): boolean
  texts(name: string): readonly string[]
  object(name: string): Members
}

/** Parameters that no rule names fail as well, unless the action takes more than the documents tell of. */
export function readParameters(
  body: unknown,
  rules: Rules,
  isOpen: boolean,
): { readonly parameters: Parameters } | { readonly failure: CloudFailure } {
  if (!isMembers(body)) return failure('InvalidParameter', 'The body is no JSON object.')
  for (const [name, rule] of Object.entries(rules)) {
    const value = body[name]
    if (value === undefined || value === null || value === '') {
      if (rule.isRequired === true)
        return failure('MissingParameter', `The request is missing a required parameter \`${name}\`.`)
    } else if (!hasType(value, rule)) {
      return failure('InvalidParameter', `The parameter \`${name}\` is of the wrong type.`)
    } else if (!isInRange(value, rule)) {
      return failure('InvalidParameterValue', `The parameter \`${name}\` has a value that is not allowed.`)
    }
  }
  const unknown = Object.keys(body).find((name) => rules[name] === undefined)
  if (unknown !== undefined && !isOpen)
    return failure('UnknownParameter', `The parameter \`${unknown}\` is not recognized.`)
  return { parameters: createParameters(body) }
}

function createParameters(body: Members): Parameters {
  return {
    text: (name) => (typeof body[name] === 'string' ? body[name] : ''),
    number: (name) => (typeof body[name] === 'number' ? body[name] : undefined),
    isTrue: (name) => body[name] === true,
    texts: (name) => (Array.isArray(body[name]) ? body[name].filter((item) => typeof item === 'string') : []),
    object: (name) => (isMembers(body[name]) ? body[name] : {}),
  }
}

function hasType(value: unknown, { type }: Rule): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'integer':
      return Number.isInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'object':
      return isMembers(value)
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
  }
}

function isInRange(value: unknown, rule: Rule): boolean {
  switch (rule.type) {
    case 'text':
      return String(value).length <= (rule.maxLength ?? Infinity)
    case 'integer':
      return Number(value) >= (rule.min ?? -Infinity) && Number(value) <= (rule.max ?? Infinity)
    case 'texts':
      return (
        Array.isArray(value) &&
        value.every((item) => [...String(item)].length <= (rule.maxLength ?? Infinity))
      )
    case 'boolean':
    case 'list':
    case 'object':
      return true
  }
}
