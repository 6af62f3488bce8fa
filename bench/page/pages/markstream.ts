// The same answer in markstream-vue, as its documentation has it for chats.
import MarkdownRender from 'markstream-vue'
import 'markstream-vue/index.css'
import { createApp, h, ref } from 'vue'
import { stream } from './stream.ts'

const box = document.createElement('main')
document.body.append(box)
const content = ref('')
createApp({ render: () => h(MarkdownRender, { mode: 'chat', content: content.value, final: false }) }).mount(
  box,
)
stream((text) => (content.value += text), box)
