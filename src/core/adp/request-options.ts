// Owns how the options of a question are spelled that both generations spell alike. The names of the fields are v1/request.ts's
// and v2/request.ts's.
import type { RequestDefaults } from '#shared/profile.ts'

/** Undefined leaves the choice to the application, which the documents also write as an empty text. */
export function encodeSwitch(choice: 'on' | 'off' | undefined): 'enable' | 'disable' | undefined {
  if (choice === undefined) return undefined
  return choice === 'on' ? 'enable' : 'disable'
}

/** By name, the last one of a name counting; undefined when there are none. */
export function encodeVariables(
  variables: RequestDefaults['customVariables'] = [],
): Readonly<Record<string, string>> | undefined {
  if (variables.length === 0) return undefined
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
}
