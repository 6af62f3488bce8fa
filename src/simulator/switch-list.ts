// Owns which switches there are.
import { eventSwitches } from './switches/events.ts'
import { frameSwitches } from './switches/frames.ts'
import { framingSwitches, twice } from './switches/framings.ts'
import { spellingSwitches } from './switches/spellings.ts'
import type { Switch } from './switches/switch.ts'

export const switches: readonly Switch[] = [
  ...framingSwitches,
  twice,
  ...frameSwitches,
  ...spellingSwitches,
  ...eventSwitches,
]

export function findSwitch(name: string): Switch | undefined {
  return switches.find((candidate) => candidate.name === name)
}
