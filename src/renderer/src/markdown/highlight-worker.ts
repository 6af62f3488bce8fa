// Owns the thread in which code is coloured: what the expressions of a language cost, most of all when it is first met, does
// not hold up the page. What the parts of code are is highlight-code.ts's, who asks is color-code.ts.
import { highlightCode } from './highlight-code.ts'
import type { HighlightReply, HighlightRequest } from './highlight-messages.ts'

const stopped = new Set<number>()

globalThis.addEventListener('message', ({ data }: MessageEvent<HighlightRequest>) => {
  if (data.type === 'stop') stopped.add(data.id)
  else void color(data)
})

async function color({ id, stretches, language }: HighlightRequest & { type: 'color' }): Promise<void> {
  for await (const tokens of highlightCode(stretches, language)) {
    if (stopped.delete(id)) return
    reply({ id, tokens })
  }
  reply({ id, tokens: null })
}

function reply(message: HighlightReply): void {
  globalThis.postMessage(message)
}
