// Owns one top-level block of a text as a component of its own, so that it is drawn again only when its tokens change.
import { defineComponent, h, type PropType } from 'vue'
import type { MarkdownBlock } from './markdown-document.ts'
import { renderTokens } from './render-tokens.ts'

export const MarkdownBlockBox = defineComponent({
  name: 'MarkdownBlockBox',
  props: {
    block: { type: Object as PropType<MarkdownBlock>, required: true },
    hasCaret: { type: Boolean, required: true },
  },
  setup: (props) => () =>
    h('div', { class: 'markdown-block' }, renderTokens(props.block.tokens, props.hasCaret)),
})
