// Owns folding a flat list of tokens, in which an element opens and closes, into nested nodes.
import type { Token } from 'markdown-it'
import type { VNodeArrayChildren } from 'vue'

export interface FoldRules {
  readonly leaf: (token: Token, index: number) => VNodeArrayChildren
  /** The element of an opening token around its children. */
  readonly element: (token: Token, children: VNodeArrayChildren) => VNodeArrayChildren
  /** What stands for an element with all that is in it; undefined when its children are folded like everything else. */
  readonly whole?: (tokens: readonly Token[]) => VNodeArrayChildren | undefined
  /** The types of the opening tokens that `whole` is asked about. */
  readonly wholes?: ReadonlySet<string>
}

interface Frame {
  readonly token: Token | undefined
  readonly children: VNodeArrayChildren
}

export function foldTokens(tokens: readonly Token[], rules: FoldRules): VNodeArrayChildren {
  const root: Frame = { token: undefined, children: [] }
  const open = [root]
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]
    const top = open.at(-1) ?? root
    if (token === undefined) continue
    if (token.nesting === 1 && rules.wholes?.has(token.type)) {
      const end = findEnd(tokens, index)
      const whole = rules.whole?.(tokens.slice(index, end + 1))
      if (whole !== undefined) {
        top.children.push(...whole)
        index = end
        continue
      }
    }
    if (token.nesting === 1) open.push({ token, children: [] })
    else if (token.nesting === 0) top.children.push(...rules.leaf(token, index))
    else if (top.token !== undefined) {
      open.pop()
      open.at(-1)?.children.push(...rules.element(top.token, top.children))
    }
  }
  return root.children
}

function findEnd(tokens: readonly Token[], start: number): number {
  const level = tokens[start]?.level
  const end = tokens.findIndex(
    (token, index) => index > start && token.nesting === -1 && token.level === level,
  )
  return end === -1 ? tokens.length - 1 : end
}
