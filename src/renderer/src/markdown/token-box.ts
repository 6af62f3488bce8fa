// Owns some tokens of a text as a component of its own, drawn again only when they are others.
import { defineComponent, type PropType } from 'vue'
import type { Token } from 'markdown-it'
import { renderTokens } from './render-tokens.ts'

export const TokenBox = defineComponent({
  name: 'TokenBox',
  props: {
    tokens: { type: Array as PropType<readonly Token[]>, required: true },
    hasCaret: { type: Boolean, required: true },
  },
  setup: (props) => () => renderTokens(props.tokens, { hasCaret: props.hasCaret }),
})
