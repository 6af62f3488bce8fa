import { expect, it } from 'vitest'
import { h, isVNode, type VNodeArrayChildren } from 'vue'
import { keepMarks } from './keep-marks.ts'
import QuoteLink from './QuoteLink.vue'

const mark = (index: string) => h(QuoteLink, { index })

/** Marks as (n), and what is kept together between bars. */
function write(children: VNodeArrayChildren): string {
  return children
    .map((child) => {
      if (!isVNode(child)) return String(child)
      if (child.type === QuoteLink) return `(${child.props?.['index']})`
      const inside = Array.isArray(child.children) ? write(child.children) : String(child.children)
      return child.type === 'span' ? `|${inside}|` : `<${inside}>`
    })
    .join('')
}

it.each([
  ['a mark', ['三月底作废', mark('1'), '了'], '三月底作|废(1)|了'],
  ['a mark in front of punctuation', ['contract', mark('1'), '. And'], 'contrac|t(1).| And'],
  ['several marks', ['天', mark('1'), mark('2'), '。'], '|天(1)(2)。|'],
  ['a character of several', ['树👩‍👩‍👧', mark('1')], '树|👩‍👩‍👧(1)|'],
  ['a mark behind a space', ['word ', mark('1'), 'next'], 'word (1)next'],
  ['a mark behind something else', [h('strong', 'bold'), mark('1'), '。后'], '<bold>|(1)。|后'],
  ['marks one after the other', ['ab', mark('1'), 'c', mark('2'), ''], 'a|b(1)||c(2)|'],
  ['words without a mark', ['ab', h('br'), 'c'], 'ab<null>c'],
])('%s', (_situation, children, kept) => {
  expect(write(keepMarks(children))).toBe(kept)
})
