import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Part, PartOf } from '#shared/part.ts'
import { i18n } from '../../i18n/index.ts'
import { installTestHost } from '../conversation/test-host.ts'
import PartList from './PartList.vue'

beforeEach(() => {
  installTestHost({})
  setActivePinia(createPinia())
})

/** What a person reads, one line for each element that has words, and whether each line to open is open. */
async function read(parts: readonly Part[], isStreaming = false): Promise<string[]> {
  const app = createSSRApp(PartList, { parts, isStreaming }).use(i18n)
  const html = await renderToString(app)
  return html
    .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
    .replace(/<button[^>]*aria-expanded="(true|false)"[^>]*>/g, (_whole, isOpen: string) =>
      isOpen === 'true' ? '\n▾ ' : '\n▸ ',
    )
    .replace(/<svg[^>]*aria-label="([^"]*)"[^>]*>[\s\S]*?<\/svg>/g, ' [$1]\n')
    .replace(/<\/?(?:p|div|li|ul|ol|h\d|section|pre|button)(?:\s[^>]*)?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function step(key: string, facts: Partial<PartOf<'step'>> = {}): PartOf<'step'> {
  return { type: 'step', key, kind: 'tool', name: key, title: key, status: 'complete', ...facts }
}

describe('the parts of an answer', () => {
  it('a thought is open while the model thinks, with its words', async () => {
    const thought: Part = { type: 'thought', key: 't', text: 'First the folder.', status: 'running' }
    expect(await read([{ ...thought, title: 'Planning' }], true)).toEqual([
      '▾ Thought',
      'Planning',
      'First the folder.',
    ])
  })

  it('a thought that has ended is one line with its time', async () => {
    const thought: Part = { type: 'thought', key: 't', text: 'Done.', status: 'complete', durationMs: 8_000 }
    expect(await read([thought])).toEqual(['▸ Thoughtfor 8 s'])
  })

  it('a step says how long it took, how much it used, and why it failed', async () => {
    const tokens = { input: 1000, output: 234 }
    const failed = step('Read', {
      status: 'failed',
      durationMs: 2400,
      tokens,
      output: '{"error":"no such file"}',
    })
    expect(await read([failed, step('Bash')])).toEqual([
      'Steps',
      '▸ Read2.4 s · 1,234 tokens',
      'no such file',
      '[Failed]',
      'Bash',
      '[Done]',
    ])
  })

  it('many steps are one line, which is open while one of them runs', async () => {
    const steps = Array.from({ length: 9 }, (_, at) => step(`s${at}`, { durationMs: 1000 }))
    const running = [...steps.slice(1), step('s9', { status: 'running' })]
    expect([await read(steps), (await read(running, true))[0]]).toEqual([
      ['▸ 9 steps · 9 s'],
      '▾ 9 steps · 8 s',
    ])
  })

  it('a plan says how far it is', async () => {
    const tasks: Part = {
      type: 'tasks',
      key: 'p',
      tasks: [
        { text: 'Look up the train', status: 'complete' },
        { text: '通知同事', status: 'running' },
      ],
    }
    expect(await read([tasks])).toEqual([
      'Plan1 of 2',
      '[Done]',
      'Look up the train',
      '[Running]',
      '通知同事',
    ])
  })

  it('a workspace whose address may not be a link is words', async () => {
    const parts: Part[] = [
      { type: 'sandbox', key: 's', url: 'javascript:alert(1)', displayUrl: '<b>view</b>', content: '42' },
      { type: 'unknown', key: 'u', name: '<img src=x>', raw: '{}' },
    ]
    const html = await renderToString(createSSRApp(PartList, { parts, isStreaming: false }).use(i18n))
    expect([html.includes('href'), html.includes('<b>view'), html.includes('<img')]).toEqual([
      false,
      false,
      false,
    ])
  })
})
