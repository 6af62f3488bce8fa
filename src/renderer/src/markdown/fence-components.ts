// Owns which component draws a fence, by the first word behind its opening marker. Whatever is not named here is code.
import type { Component } from 'vue'
import DiagramBlock from '../diagrams/DiagramBlock.vue'
import CodeBlock from './CodeBlock.vue'
import type { FenceProps } from './fence-props.ts'
import FormulaFence from './FormulaFence.vue'

const components: Readonly<Record<string, Component<FenceProps>>> = {
  mermaid: DiagramBlock,
  echarts: DiagramBlock,
  math: FormulaFence,
}

export function getFenceComponent(language: string): Component<FenceProps> {
  const name = language.toLowerCase()
  return Object.hasOwn(components, name) ? (components[name] ?? CodeBlock) : CodeBlock
}
