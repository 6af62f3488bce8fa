// Owns how the parts of an answer stand together: steps that follow one another are one list.
import type { Part, PartOf } from '#shared/part.ts'

export type PartGroup =
  | { readonly type: 'steps'; readonly key: string; readonly steps: readonly PartOf<'step'>[] }
  | { readonly type: 'single'; readonly key: string; readonly part: Exclude<Part, PartOf<'step'>> }

export function groupParts(parts: readonly Part[]): readonly PartGroup[] {
  const groups: PartGroup[] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (part.type !== 'step') groups.push({ type: 'single', key: part.key, part })
    else if (last?.type === 'steps') groups[groups.length - 1] = { ...last, steps: [...last.steps, part] }
    else groups.push({ type: 'steps', key: part.key, steps: [part] })
  }
  return groups
}
