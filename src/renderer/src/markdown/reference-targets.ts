// Owns the agreement between the marks in a text and the list of its references: the ids of the list's items.
import type { InjectionKey } from 'vue'

export interface ReferenceTargets {
  /** The id of the element that shows the reference with this index. */
  getId(index: string): string
}

export const referenceTargets: InjectionKey<ReferenceTargets> = Symbol('reference-targets')
