// Owns how a folded part of a message learns that something was found in the message, so that it opens when it has it.
import type { InjectionKey, Ref } from 'vue'

/** The terms that were found in this message, in the form in which texts are compared; null when nothing was. */
export const hitReveal: InjectionKey<Readonly<Ref<readonly string[] | null>>> = Symbol('hit-reveal')
