import { describe, expect, it } from 'vitest'
import type { AppCard } from '#shared/app-card.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useAppCardsStore } from './app-cards.ts'
import { createCard, profileId, settle, startTestHost } from './test-host.ts'

const png = { mediaType: 'image/png', base64: 'iVBORw0KGgo=' } as const

/** What is known, in the fewest words. */
function describeCards(): [string, string | undefined, boolean][] {
  return [...useAppCardsStore().byProfile].map(([id, { name, avatarUrl }]) => [
    id,
    name,
    avatarUrl?.startsWith('blob:') ?? false,
  ])
}

describe('the cards of applications', () => {
  it('are read at the start, with addresses for their pictures', async () => {
    startTestHost({
      'appCard.list': () => [createCard(1, { name: 'HR', avatar: png }), createCard(2, { name: 'Shop' })],
    })
    await useAppCardsStore().load()
    expect(describeCards()).toEqual([
      [profileId(1), 'HR', true],
      [profileId(2), 'Shop', false],
    ])
  })

  it('follow what the engine tells, also while they are being read', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const host = startTestHost({
      'appCard.list': async () => {
        await promise
        return [
          createCard(1, { name: 'Old' }),
          createCard(2, { name: 'Gone' }),
          createCard(3, { name: 'Same' }),
        ]
      },
    })
    const loading = useAppCardsStore().load()
    host.emit({
      name: 'appCard.changed',
      payload: { profileId: profileId(1), card: createCard(1, { name: 'New' }) },
    })
    host.emit({ name: 'appCard.changed', payload: { profileId: profileId(2), card: null } })
    resolve(undefined)
    await loading
    expect(describeCards()).toEqual([
      [profileId(1), 'New', false],
      [profileId(3), 'Same', false],
    ])
  })

  it('keep the address of a picture that is the same, and give back that of one that is gone', async () => {
    const host = startTestHost({ 'appCard.list': () => [createCard(1, { avatar: png })] })
    const cards = useAppCardsStore()
    await cards.load()
    const urlOf = (): string => cards.byProfile.get(profileId(1))?.avatarUrl ?? ''
    const first = urlOf()
    const put = (card: AppCard | null): void =>
      host.emit({ name: 'appCard.changed', payload: { profileId: profileId(1), card } })
    put(createCard(1, { avatar: png, name: 'HR' }))
    const second = urlOf()
    const isThere = (await fetch(second)).ok
    put(null)
    const isGone = await fetch(second).then(
      () => false,
      () => true,
    )
    expect([second === first, isThere, isGone]).toEqual([true, true, true])
  })

  it('are what the application says when it is asked again', async () => {
    startTestHost({ 'appCard.refresh': () => createCard(1, { name: 'Fresh' }) })
    await useAppCardsStore().refresh(profileId(1))
    expect(describeCards()).toEqual([[profileId(1), 'Fresh', false]])
  })

  it('stay when the application does not answer, and when they cannot be read', async () => {
    const host = startTestHost({ 'appCard.list': () => [createCard(1, { name: 'HR' })] })
    const cards = useAppCardsStore()
    await cards.load()
    const failure = createFailure('unreachable')
    host.answers['appCard.refresh'] = () => Promise.reject(new FailureError(failure))
    host.answers['appCard.list'] = () => Promise.reject(new FailureError(failure))
    const refused = await cards.refresh(profileId(1)).catch((error: unknown) => error)
    await cards.load()
    await settle()
    expect([refused instanceof FailureError, describeCards()]).toEqual([true, [[profileId(1), 'HR', false]]])
  })
})
