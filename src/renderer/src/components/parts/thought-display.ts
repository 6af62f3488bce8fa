// Owns how a thought learns the way in which the profile wants thoughts to be shown, and what follows from that.
import type { InjectionKey, Ref } from 'vue'
import type { ThoughtDisplay } from '#shared/profile.ts'

export const thoughtDisplay: InjectionKey<Readonly<Ref<ThoughtDisplay>>> = Symbol('thought-display')

export interface ThoughtSituation {
  readonly display: ThoughtDisplay
  readonly isRunning: boolean
  /** What the person has done with this thought by hand. */
  readonly choice: boolean | undefined
  /** The person has closed a thought of the same answer while it ran. */
  readonly isUnwanted: boolean
}

/** What a person has done by hand counts, then what the profile says; by itself a thought is open while it runs. */
export function isThoughtOpen({ display, isRunning, choice, isUnwanted }: ThoughtSituation): boolean {
  if (choice !== undefined) return choice
  if (display !== 'automatic') return display === 'open'
  return isRunning && !isUnwanted
}
