// Owns that the small number of a source or a footnote never begins a line, nor the punctuation behind it: what they belong to
// stands with them in one box that is not broken. A browser may break a line before and behind every button.
import { h, isVNode, type VNode, type VNodeArrayChildren } from 'vue'
import FootnoteMark from './FootnoteMark.vue'
import QuoteLink from './QuoteLink.vue'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** More than the longest character that is made of several, in UTF-16 units. */
const longestGrapheme = 64
const closing = /^[\p{Pe}\p{Pf}。，、；：？！．….,;:?!%]+/u

/** The same words, with marks kept to what is before and behind them. */
export function keepMarks(children: VNodeArrayChildren): VNodeArrayChildren {
  if (!children.some(isMark)) return children
  const kept: VNodeArrayChildren = []
  for (let index = 0; index < children.length; index += 1) {
    const marks = takeMarks(children, index)
    if (marks.length === 0) {
      kept.push(children[index])
      continue
    }
    index += marks.length
    const before = kept.at(-1)
    const last = typeof before === 'string' ? findLast(before) : ''
    if (typeof before === 'string' && last !== '') {
      kept.pop()
      if (before.length > last.length) kept.push(before.slice(0, -last.length))
    }
    const behind = children[index]
    const punctuation = typeof behind === 'string' ? (closing.exec(behind)?.[0] ?? '') : ''
    const group = [last, ...marks, punctuation].filter((child) => child !== '')
    kept.push(group.length === 1 ? group[0] : h('span', { class: 'mark-group' }, group))
    if (typeof behind !== 'string') index -= 1
    else if (behind.length > punctuation.length) kept.push(behind.slice(punctuation.length))
  }
  return kept
}

function takeMarks(children: VNodeArrayChildren, from: number): VNode[] {
  const marks: VNode[] = []
  for (let index = from; index < children.length; index += 1) {
    const child = children[index]
    if (!isMark(child)) break
    marks.push(child)
  }
  return marks
}

function isMark(child: VNodeArrayChildren[number]): child is VNode {
  return isVNode(child) && (child.type === QuoteLink || child.type === FootnoteMark)
}

/** The last character of the words; empty where a line may end behind them anyway. */
function findLast(words: string): string {
  return ([...graphemes.segment(words.slice(-longestGrapheme))].at(-1)?.segment ?? '').trim()
}
