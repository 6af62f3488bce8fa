import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { i18n } from '../../i18n/index.ts'
import { installTestHost } from '../conversation/test-host.ts'
import { widgetContext } from './widget-context.ts'
import { parseWidget } from './widget-node.ts'
import WidgetNode from './WidgetNode.vue'

beforeEach(() => {
  installTestHost({})
  setActivePinia(createPinia())
})

/** Names of elements that matter, and words; without looks. */
async function draw(card: object, canUse = true): Promise<string> {
  const node = parseWidget(JSON.stringify(card))
  if (!node) throw new Error('It is no card.')
  const app = createSSRApp(WidgetNode, { node }).use(i18n)
  app.provide(widgetContext, { canUse, get: () => undefined, set: () => undefined, act: () => undefined })
  const html = await renderToString(app)
  return html
    .replace(/<style[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>|<!--[\s\S]*?-->/g, '')
    .replace(/<\/?(?:div|span|p|bdi|label)(?:\s[^>]*)?>/g, ' ')
    .replace(/<(\/?[a-z]+)(\s[^>]*)?>/g, (_tag, name: string, attributes = '') =>
      / disabled/.test(String(attributes)) ? `<${name} disabled>` : `<${name}>`,
    )
    .replace(/\s+/g, ' ')
    .trim()
}

const ask = { type: 'choose' }
const words = { type: 'Text', value: 'Bern' }

describe('the row of a list that can be chosen', () => {
  it('is a button when nothing else is in it', async () => {
    const row = { type: 'ListViewItem', onClickAction: ask, children: [words] }
    expect(await draw({ type: 'ListView', children: [row] })).toBe('<button> Bern </button>')
  })

  it('has a button when there is another one in it', async () => {
    const more = { type: 'Button', label: 'More', onClickAction: ask }
    const row = { type: 'ListViewItem', onClickAction: ask, children: [words, more] }
    expect(await draw({ type: 'ListView', children: [row] })).toBe(
      'Bern <button> More </button><button>Choose</button>',
    )
  })
})

describe('a card', () => {
  it('has a button beside a field that tells of each change', async () => {
    const field = { type: 'Select', name: 'city', onChangeAction: ask, options: [{ label: 'Bern' }] }
    expect(await draw(field)).toMatch(/<select>.*Bern.*<\/select> <button>Send<\/button>$/)
  })

  it('that was answered lets nothing be changed', async () => {
    const children = [
      { type: 'Checkbox', name: 'back', label: 'And back' },
      { type: 'Button', label: 'Book', submit: true },
    ]
    expect(await draw({ type: 'Form', onSubmitAction: ask, children }, false)).toBe(
      '<form> <input disabled> And back <button disabled> Book </button></form>',
    )
  })

  it('says the words of what it does not know, and shows the rest as it came', async () => {
    const unknown = { type: 'Accordion', title: 'Terms', children: [words] }
    expect(await draw({ type: 'Card', children: [unknown] })).toBe(
      'Terms Bern <button>Something this version does not draw: Accordion</button>',
    )
  })
})
