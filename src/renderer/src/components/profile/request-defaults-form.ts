// Owns what a person types as defaults for the questions of a profile and what becomes of it: the texts of the fields, the
// complaints about them, and what the profile keeps. Sentences are in i18n under `requestDefaults.problem`.
import type { RequestDefaults } from '#shared/profile.ts'
import type { requestDefaults } from '../../i18n/en/request-defaults.ts'

export const applicationChoices = ['application', 'on', 'off'] as const
type ApplicationChoice = (typeof applicationChoices)[number]

export interface VariableRow {
  /** Tells rows apart while their names change. */
  readonly id: number
  name: string
  value: string
}

export interface RequestDefaultsForm {
  systemRole: string
  model: string
  webSearch: ApplicationChoice
  workflow: ApplicationChoice
  streamingThrottle: string
  customVariables: VariableRow[]
}

export interface DefaultsProblem {
  readonly sentence: keyof (typeof requestDefaults)['problem']
  /** The limit that was passed, where there is one (characters). */
  readonly max?: number
}

export interface RequestDefaultsProblems {
  readonly systemRole?: DefaultsProblem
  readonly model?: DefaultsProblem
  readonly streamingThrottle?: DefaultsProblem
  /** By the id of the row. */
  readonly customVariables: ReadonlyMap<number, DefaultsProblem>
}

export const maxVariables = 50
const maxLengths = { systemRole: 10_000, model: 200, variableName: 100, variableValue: 10_000 } as const
const maxThrottle = 100

export function createRequestDefaultsForm(saved: RequestDefaults = {}): RequestDefaultsForm {
  const { systemRole = '', model = '', webSearch, workflow, streamingThrottle, customVariables = [] } = saved
  return {
    systemRole,
    model,
    webSearch: webSearch ?? 'application',
    workflow: workflow ?? 'application',
    streamingThrottle: streamingThrottle === undefined ? '' : String(streamingThrottle),
    customVariables: customVariables.map(({ name, value }, id) => ({ id, name, value })),
  }
}

/** A row without words; its id is new. */
export function createVariableRow(rows: readonly VariableRow[]): VariableRow {
  return { id: 1 + Math.max(-1, ...rows.map(({ id }) => id)), name: '', value: '' }
}

/** Whether something in it is not left to the application. */
export function hasDefaults(form: RequestDefaultsForm): boolean {
  return readRequestDefaults(form) !== undefined
}

export function findRequestDefaultsProblems(form: RequestDefaultsForm): RequestDefaultsProblems {
  const systemRole = findLengthProblem(form.systemRole.trim(), maxLengths.systemRole)
  const model = findLengthProblem(form.model.trim(), maxLengths.model)
  const streamingThrottle = findThrottleProblem(form.streamingThrottle.trim())
  return {
    ...(systemRole && { systemRole }),
    ...(model && { model }),
    ...(streamingThrottle && { streamingThrottle }),
    customVariables: findVariableProblems(form.customVariables),
  }
}

export function hasProblems({ customVariables, ...fields }: RequestDefaultsProblems): boolean {
  return customVariables.size > 0 || Object.keys(fields).length > 0
}

/** What the profile keeps of a form without problems; undefined when everything is left to the application. */
export function readRequestDefaults(form: RequestDefaultsForm): RequestDefaults | undefined {
  const { webSearch, workflow } = form
  const systemRole = form.systemRole.trim()
  const model = form.model.trim()
  const throttle = form.streamingThrottle.trim()
  const customVariables = form.customVariables
    .filter((row) => !isEmpty(row))
    .map(({ name, value }) => ({ name: name.trim(), value }))
  const defaults: RequestDefaults = {
    ...(systemRole === '' ? {} : { systemRole }),
    ...(model === '' ? {} : { model }),
    ...(webSearch === 'application' ? {} : { webSearch }),
    ...(workflow === 'application' ? {} : { workflow }),
    ...(throttle === '' ? {} : { streamingThrottle: Number(throttle) }),
    ...(customVariables.length === 0 ? {} : { customVariables }),
  }
  return Object.keys(defaults).length === 0 ? undefined : defaults
}

function findLengthProblem(text: string, max: number): DefaultsProblem | undefined {
  return text.length > max ? { sentence: 'tooLong', max } : undefined
}

function findThrottleProblem(text: string): DefaultsProblem | undefined {
  if (text === '') return undefined
  const isInRange = /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maxThrottle
  return isInRange ? undefined : { sentence: 'throttle', max: maxThrottle }
}

/** The service takes each name once: of two rows with the same name, the later one is told so. */
function findVariableProblems(rows: readonly VariableRow[]): Map<number, DefaultsProblem> {
  const problems = new Map<number, DefaultsProblem>()
  const names = new Set<string>()
  for (const row of rows) {
    const name = row.name.trim()
    const problem = findVariableProblem(name, row, names)
    if (problem) problems.set(row.id, problem)
    if (name !== '') names.add(name)
  }
  return problems
}

function findVariableProblem(
  name: string,
  row: VariableRow,
  names: ReadonlySet<string>,
): DefaultsProblem | undefined {
  if (isEmpty(row)) return undefined
  if (name === '') return { sentence: 'variableNameMissing' }
  if (names.has(name)) return { sentence: 'variableTwice' }
  if (name.length > maxLengths.variableName) {
    return { sentence: 'variableNameTooLong', max: maxLengths.variableName }
  }
  return row.value.length > maxLengths.variableValue
    ? { sentence: 'variableValueTooLong', max: maxLengths.variableValue }
    : undefined
}

/** A row that was added and not used is no mistake. */
function isEmpty({ name, value }: VariableRow): boolean {
  return name.trim() === '' && value === ''
}
