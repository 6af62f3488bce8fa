// Owns which component draws a fence, by its language. Whatever is not named here is code.
import CodeBlock from './CodeBlock.vue'
import FormulaFence from './FormulaFence.vue'

/** All of them take the same: FenceProps. */
type FenceComponent = typeof CodeBlock

const components: Readonly<Record<string, FenceComponent>> = {
  math: FormulaFence,
}

export function getFenceComponent(language: string): FenceComponent {
  const name = language.toLowerCase()
  return (Object.hasOwn(components, name) ? components[name] : undefined) ?? CodeBlock
}
