// Owns some blocks of a text that stand in one box (block-groups.ts says why), as a component that is looked through again
// only when one of its blocks is another.
import { defineComponent, h, type PropType, type SlotsType, type VNode } from 'vue'
import type { BlockGroup } from './block-groups.ts'
import { MarkdownBlockBox } from './markdown-block-box.ts'
import type { InnerText } from './render-tokens.ts'

export const MarkdownGroupBox = defineComponent({
  name: 'MarkdownGroupBox',
  props: {
    group: { type: Object as PropType<BlockGroup>, required: true },
    /** The last block of the group is being written. */
    hasCaret: { type: Boolean, required: true },
  },
  slots: Object as SlotsType<{ text: InnerText }>,
  setup: (props, { slots }) => {
    // The slot is the same function for good: a block whose props are the same is not drawn again because of it.
    const passedOn = { text: (text: InnerText) => slots.text(text), $stable: true }
    return (): VNode =>
      h(
        'div',
        { class: 'markdown-group' },
        props.group.blocks.map((block, index) =>
          h(
            MarkdownBlockBox,
            { key: block.key, block, hasCaret: props.hasCaret && index === props.group.blocks.length - 1 },
            passedOn,
          ),
        ),
      )
  },
})
