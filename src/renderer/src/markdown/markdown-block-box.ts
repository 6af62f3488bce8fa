// Owns one top-level block of a text as a component of its own, so that it is drawn again only when its tokens change; and
// of a long list or table each part.
import { defineComponent, h, type PropType, type SlotsType, type VNode, type VNodeArrayChildren } from 'vue'
import type { LongBlock, MarkdownBlock } from './join-pieces.ts'
import { renderElement, renderTokens, type InnerText } from './render-tokens.ts'
import TableBox from './TableBox.vue'
import { TokenBox } from './token-box.ts'

export const MarkdownBlockBox = defineComponent({
  name: 'MarkdownBlockBox',
  props: {
    block: { type: Object as PropType<MarkdownBlock>, required: true },
    hasCaret: { type: Boolean, required: true },
  },
  slots: Object as SlotsType<{ text: InnerText }>,
  setup: (props, { slots }) => {
    const renderText = (text: InnerText): VNodeArrayChildren => slots.text(text)
    return (): VNode => {
      const { tokens, long } = props.block
      const children =
        long === undefined
          ? renderTokens(tokens, { hasCaret: props.hasCaret, renderText })
          : [...renderTokens(tokens, { renderText }), ...renderLong(long, props.hasCaret, renderText)]
      return h('div', { class: 'markdown-block' }, children)
    }
  },
})

function renderLong(
  { open, parts, after }: LongBlock,
  hasCaret: boolean,
  renderText: (text: InnerText) => VNodeArrayChildren,
): VNodeArrayChildren {
  const isAtEnd = hasCaret && after.length === 0
  const rest = renderTokens(after, { hasCaret: hasCaret && after.length > 0, renderText })
  if (open.type === 'table_open') {
    return [h(TableBox, { parts, isComplete: !hasCaret, hasCaret: isAtEnd }), ...rest]
  }
  const items = parts.map(({ key, tokens }, index) =>
    h(TokenBox, { key, tokens, hasCaret: isAtEnd && index === parts.length - 1 }),
  )
  return [...renderElement(open, items), ...rest]
}
