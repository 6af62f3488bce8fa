import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimLinks, createArrivals, describeStart, parseStart, type Arrival } from './arrivals.ts'

const link = (name: string): Arrival => ({ link: `adp-desk://open?profile=${name}`, profileName: undefined })

describe('links and names that reach the program', () => {
  it('wait while it starts and come at once afterwards, in order', () => {
    const arrivals = createArrivals()
    const received: Arrival[] = []
    arrivals.add(link('One'))
    arrivals.add(link('Two'))
    arrivals.openTo((arrival) => received.push(arrival))
    arrivals.add(link('Three'))
    expect(received).toEqual([link('One'), link('Two'), link('Three')])
  })

  it('do not pile up', () => {
    const arrivals = createArrivals()
    const received: Arrival[] = []
    for (let count = 0; count < 1000; count += 1) arrivals.add(link('One'))
    arrivals.openTo((arrival) => received.push(arrival))
    expect(received.length).toBe(20)
  })

  it.each([
    ['a link', ['/opt/desk', '--', 'adp-desk://add'], { link: 'adp-desk://add', profileName: undefined }],
    ['a profile', ['/opt/desk', '.', '--profile', 'Work'], { link: undefined, profileName: 'Work' }],
    ['nothing', ['/opt/desk'], { link: undefined, profileName: undefined }],
  ])('come from a further start with %s', (_what, argv, arrival) => {
    expect(parseStart(describeStart(argv))).toEqual(arrival)
  })

  it.each([undefined, null, 'x', { argv: 'x' }, { argv: [1] }, { argv: Array(1000).fill('adp-desk://add') }])(
    'are none when another version hands over %j',
    (description) => {
      expect(parseStart(description)).toEqual({ link: undefined, profileName: undefined })
    },
  )
})

it.each([
  [true, ['--']],
  [false, [resolve('/project'), '--']],
])('links are claimed so that none passes for an option (packaged: %s)', (isPackaged, args) => {
  const claimed: unknown[] = []
  claimLinks(
    {
      isPackaged,
      getAppPath: () => '/project',
      setAsDefaultProtocolClient: (...claim) => claimed.push(claim) > 0,
    },
    '/opt/desk',
  )
  expect(claimed).toEqual([['adp-desk', '/opt/desk', args]])
})
