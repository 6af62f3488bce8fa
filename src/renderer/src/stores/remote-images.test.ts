import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useRemoteImagesStore } from './remote-images.ts'
import { conversationId, settle, startTestHost } from './test-host.ts'

const address = 'https://pictures.example/a.png'
const id = conversationId(1)

let made = 0
let revoked: string[] = []
beforeEach(() => {
  made = 0
  revoked = []
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL = () => `blob:${(made += 1)}`
      static override revokeObjectURL = (url: string) => void revoked.push(url)
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const small = { mediaType: 'image/png' as const, base64: btoa('pixels') }
const large = { mediaType: 'image/png' as const, base64: btoa('x'.repeat(10 * 1024 * 1024)) }

describe('images of answers', () => {
  it('are not asked for by standing on the page', async () => {
    const { calls } = startTestHost({ 'image.load': () => small, 'image.findKept': () => ({ image: null }) })
    const images = useRemoteImagesStore()
    images.hold(id, address)
    images.hold(id, address)
    await settle()
    expect([calls, images.find(id, address)]).toEqual([
      [['image.findKept', { conversationId: id, url: address }]],
      undefined,
    ])
  })

  it('that were kept stand there without being asked for', async () => {
    const { calls } = startTestHost({ 'image.findKept': () => ({ image: small }) })
    const images = useRemoteImagesStore()
    images.hold(id, address)
    await settle()
    expect([calls, images.find(id, address)]).toEqual([
      [['image.findKept', { conversationId: id, url: address }]],
      { status: 'loaded', url: 'blob:1' },
    ])
  })

  it('are loaded once when they are wanted, in their conversation only', async () => {
    const { calls } = startTestHost({ 'image.load': () => small })
    const images = useRemoteImagesStore()
    void images.load(id, address)
    const before = images.find(id, address)
    await images.load(id, address)
    await settle()
    await images.load(id, address)
    expect([before, images.find(id, address), images.find(conversationId(2), address), calls]).toEqual([
      { status: 'loading' },
      { status: 'loaded', url: 'blob:1' },
      undefined,
      [['image.load', { conversationId: id, url: address }]],
    ])
  })

  it('that fail say why and can be tried again', async () => {
    const failure = createFailure('image-failed', { httpStatus: 404 })
    const host = startTestHost({
      'image.load': () => {
        throw new FailureError(failure)
      },
    })
    const images = useRemoteImagesStore()
    await images.load(id, address)
    const first = images.find(id, address)
    host.answers['image.load'] = () => small
    await images.load(id, address)
    expect([first, images.find(id, address)]).toEqual([
      { status: 'failed', failure },
      { status: 'loaded', url: 'blob:1' },
    ])
  })

  it('stay loaded when their text is left, until there are too many, and come back by themselves', async () => {
    const { calls } = startTestHost({ 'image.load': () => large, 'image.findKept': () => ({ image: null }) })
    const images = useRemoteImagesStore()
    const addresses = Array.from({ length: 7 }, (_, index) => `${address}?${index}`)
    const releases = addresses.map((each) => images.hold(id, each))
    for (const each of addresses) await images.load(id, each)
    const whileShown = [...revoked]
    for (const release of releases) release()
    const afterwards = [...revoked]
    images.hold(id, addresses[0] ?? '')
    images.hold(id, addresses[1] ?? '')
    await settle()
    expect([
      whileShown,
      afterwards,
      calls.filter(([name]) => name === 'image.load').length,
      images.find(id, addresses[0] ?? '')?.status,
    ]).toEqual([[], ['blob:1'], 8, 'loaded'])
  })
})
