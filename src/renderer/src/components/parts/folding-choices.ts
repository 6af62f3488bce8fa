// Owns what a person has opened and closed by hand among the parts of answers, for as long as the page is open: it holds for
// an answer that has left the page and comes back, and for the thoughts that the same answer begins after that.
import { shallowReactive } from 'vue'

const choices = shallowReactive(new Map<string, boolean>())

/** Whether the person has opened (true) or closed it; undefined when they have done neither. */
export function findFoldingChoice(name: string): boolean | undefined {
  return choices.get(name)
}

export function keepFoldingChoice(name: string, isOpen: boolean): void {
  choices.set(name, isOpen)
}
