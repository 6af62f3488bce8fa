import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useProfilesStore } from '../../stores/profiles.ts'
import { createProfile, profileId, startTestHost } from '../../stores/test-host.ts'
import { useProfileOrder } from './use-profile-order.ts'

async function start() {
  const host = startTestHost({
    'profile.list': () => [1, 2, 3].map((number) => createProfile(number, { isRetired: number === 3 })),
    'profile.reorder': () => ({}),
  })
  await useProfilesStore().load()
  host.calls.length = 0
  const moved: [string, number][] = []
  const order = useProfileOrder(ref(null), ({ name }, position) => moved.push([name, position]))
  return { host, order, moved }
}

describe('the order of the profiles', () => {
  it('is kept when one is moved, the retired ones behind, and the move is told', async () => {
    const { host, order, moved } = await start()
    const position = order.move(profileId(2), -1)
    expect([position, order.ordered.value.map(({ id }) => id), moved, host.calls]).toEqual([
      1,
      [profileId(2), profileId(1)],
      [['Profile 2', 1]],
      [['profile.reorder', { profileIds: [profileId(2), profileId(1), profileId(3)] }]],
    ])
  })

  it('ends at its ends', async () => {
    const { host, order, moved } = await start()
    expect([order.move(profileId(1), -1), order.move(profileId(2), 1), moved, host.calls]).toEqual([
      undefined,
      undefined,
      [],
      [],
    ])
  })
})
