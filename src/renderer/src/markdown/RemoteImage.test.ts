import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createFailure } from '#shared/failure.ts'
import { i18n } from '../i18n/index.ts'
import { remoteImages, type RemoteImages } from './remote-images.ts'
import RemoteImage from './RemoteImage.vue'

/** What is read, which buttons there are, and the picture. */
async function draw(
  images?: Pick<RemoteImages, 'choice'> & { state?: ReturnType<RemoteImages['find']> },
  address = 'https://pictures.example/a.png',
) {
  const app = createSSRApp(RemoteImage, { address, description: 'Lighthouse' }).use(i18n)
  if (images)
    app.provide(remoteImages, {
      choice: images.choice,
      find: () => images.state,
      mayLoad: () => images.choice === 'always',
      load: () => undefined,
      allow: () => undefined,
      hold: () => () => undefined,
    })
  const html = (await renderToString(app)).replace(/<!--[\s\S]*?-->/g, '')
  const picture = /<img[^>]*>/.exec(html)?.[0]
  return {
    picture: picture && [/src="([^"]*)"/.exec(picture)?.[1], /alt="([^"]*)"/.exec(picture)?.[1]],
    words: html
      .replace(/<button[\s\S]*?<\/button>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    buttons: Array.from(html.matchAll(/<button([^>]*)>([^<]*)/g), ([, inside, name]) =>
      (/aria-label="([^"]*)"/.exec(inside ?? '')?.[1] ?? name ?? '').trim(),
    ),
  }
}

const failed = (code: 'image-failed' | 'image-refused') => ({
  status: 'failed' as const,
  failure: createFailure(code),
})

describe('a picture from elsewhere', () => {
  it('is a name, a place and a button until somebody wants it', async () => {
    expect(await draw({ choice: 'ask' })).toEqual({
      picture: undefined,
      words: 'Lighthouse pictures.example',
      buttons: ['Load image', 'Load images without asking'],
    })
  })

  it('says that it is loading', async () => {
    expect(await draw({ choice: 'ask', state: { status: 'loading' } })).toEqual({
      picture: undefined,
      words: 'Lighthouse pictures.example Loading…',
      buttons: [],
    })
  })

  it('is a picture of this page, with its words and one button around it, once it is loaded', async () => {
    expect(await draw({ choice: 'ask', state: { status: 'loaded', url: 'blob:1' } })).toEqual({
      picture: ['blob:1', 'Lighthouse'],
      words: '',
      buttons: [''],
    })
  })

  it.each([
    ['image-failed', ['Try again']],
    ['image-refused', []],
  ] as const)(
    'says what went wrong, and can be tried again where that may help: %s',
    async (code, buttons) => {
      expect(await draw({ choice: 'always', state: failed(code) })).toEqual({
        picture: undefined,
        words: `Lighthouse pictures.example ${createFailure(code).message}`,
        buttons,
      })
    },
  )

  it('cannot be loaded when images are off, not even one that was loaded before', async () => {
    expect(await draw({ choice: 'never', state: { status: 'loaded', url: 'blob:1' } })).toEqual({
      picture: undefined,
      words: 'Lighthouse pictures.example Images are off',
      buttons: [],
    })
  })

  it('without an address that may be opened has no button', async () => {
    expect(await draw({ choice: 'ask' }, 'javascript:alert(1)')).toEqual({
      picture: undefined,
      words: 'Lighthouse',
      buttons: [],
    })
  })

  it('is a name and a place where nothing can load it', async () => {
    expect(await draw()).toEqual({ picture: undefined, words: 'Lighthouse pictures.example', buttons: [] })
  })
})
