// Owns the agreement between the marks in a text and what is shown of its sources: marks say what the hand does at them,
// components/references/use-reference-card.ts what comes of it.
import type { InjectionKey } from 'vue'

export interface ReferenceTargets {
  /** The pointer rests on what stands for the source with this index. */
  point(index: string, at: HTMLElement): void
  leave(): void
  /** A click or a key: `isMouse` tells a person who already sees the card by pointing. */
  choose(index: string, at: HTMLElement, isMouse: boolean): void
}

export const referenceTargets: InjectionKey<ReferenceTargets> = Symbol('reference-targets')
