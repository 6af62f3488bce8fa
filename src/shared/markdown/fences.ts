// Owns whether a fence has its closing marker, which the parser itself does not tell.
import type { Token } from 'markdown-it'

/** Whether the lines of a fence are one more than what it opens with and what it holds. */
export function isClosedFence({ content, map }: Token): boolean {
  if (map === null) return true
  let lines = content === '' || content.endsWith('\n') ? 0 : 1
  for (let at = content.indexOf('\n'); at !== -1; at = content.indexOf('\n', at + 1)) lines += 1
  return map[1] - map[0] - 1 > lines
}
