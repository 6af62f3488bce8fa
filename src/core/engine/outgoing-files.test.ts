import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { createTestClock } from '#core/test-clock.ts'
import { createOutgoingFiles } from './outgoing-files.ts'
import { failureCode } from './test-engine.ts'

const minutes = 60_000

async function deliverFile() {
  const dataDir = createFolder()
  const clock = createTestClock()
  const outgoing = createOutgoingFiles({ dataDir, clock, saving: undefined })
  const path = (await outgoing.choosePlace({ kind: 'file', name: 'a.md' })) ?? ''
  writeFileSync(path, 'words')
  const delivery = outgoing.deliver(path)
  const take = (address: string) => outgoing.take(address.replace('/outgoing/', ''))
  return { dataDir, clock, outgoing, path, delivery, take }
}

it('a file for a browser is had once at each address', async () => {
  const { outgoing, path, delivery, take } = await deliverFile()
  const address = outgoing.makeAddress(delivery.deliveryId)
  const found = { path, name: 'a.md', bytes: 5, isForPrinting: false }
  expect([delivery.way, take(address), take(address)]).toEqual([
    'download',
    expect.objectContaining(found),
    undefined,
  ])
  expect(take(outgoing.makeAddress(delivery.deliveryId))).toMatchObject(found)
})

it('a file that nobody fetches is removed after a while, and its address leads nowhere', async () => {
  const { outgoing, clock, dataDir, path, delivery, take } = await deliverFile()
  const address = outgoing.makeAddress(delivery.deliveryId)
  clock.advance(11 * minutes)
  expect([
    take(address),
    existsSync(path),
    readdirSync(join(dataDir, 'exports')),
    await failureCode(() => outgoing.makeAddress(delivery.deliveryId)),
  ]).toEqual([undefined, false, [], 'export-gone'])
})

it('in a window the person chooses the place, and it is shown to them there', async () => {
  const dataDir = createFolder()
  const path = join(dataDir, 'chosen.md')
  const shown: string[] = []
  const outgoing = createOutgoingFiles({
    dataDir,
    clock: createTestClock(),
    saving: { choosePlace: () => Promise.resolve(path), showInFolder: (file) => void shown.push(file) },
  })
  const place = (await outgoing.choosePlace({ kind: 'file', name: 'a.md' })) ?? ''
  writeFileSync(place, 'words')
  const delivery = outgoing.deliver(place)
  outgoing.show(delivery.deliveryId)
  expect([delivery.way, delivery.path, shown, await failureCode(() => outgoing.show('other'))]).toEqual([
    'file',
    path,
    [path],
    'export-gone',
  ])
})
