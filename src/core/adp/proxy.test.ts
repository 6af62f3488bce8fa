import { describe, expect, it } from 'vitest'
import type { ProxySetting } from '#shared/settings.ts'
import { createTestClock } from '../test-clock.ts'
import { createFindProxy, type FindSystemProxy } from './proxy.ts'

const custom: ProxySetting = { mode: 'custom', url: 'http://proxy.example:3128' }

function create(
  setting: ProxySetting,
  findSystemProxy: FindSystemProxy = () => Promise.resolve('http://system.example:8080'),
) {
  const clock = createTestClock()
  return { clock, find: createFindProxy({ readSetting: () => setting, findSystemProxy, clock }) }
}

async function hostOf(setting: ProxySetting, url: string, system?: FindSystemProxy) {
  return (await create(setting, system).find(new URL(url)))?.host
}

describe('the proxy of a connection', () => {
  it.each<[string, ProxySetting, string, string | undefined]>([
    ['custom', custom, 'https://adp.example/', 'proxy.example:3128'],
    ['custom, for a WebSocket', custom, 'wss://adp.example/', 'proxy.example:3128'],
    ['none', { mode: 'none' }, 'https://adp.example/', undefined],
    ['of the system', { mode: 'system' }, 'https://adp.example/', 'system.example:8080'],
    ['custom, but this computer', custom, 'http://127.0.0.1:4000/', undefined],
    ['custom, but this computer by its name', custom, 'ws://localhost:4000/', undefined],
    ['custom, but this computer in IPv6', custom, 'http://[::1]:4000/', undefined],
    ['of the system, but this computer', { mode: 'system' }, 'https://127.0.0.2/', undefined],
    [
      'custom, for a host that begins like this computer',
      custom,
      'https://127.0.0.1.example/',
      'proxy.example:3128',
    ],
  ])('%s', async (_name, setting, url, expected) => {
    expect(await hostOf(setting, url)).toBe(expected)
  })

  it('is asked of the system by the address of a web page', async () => {
    const asked: string[] = []
    await hostOf({ mode: 'system' }, 'wss://adp.example/conn/?EIO=4', (url) => {
      asked.push(url)
      return Promise.resolve(undefined)
    })
    expect(asked).toEqual(['https://adp.example/conn/?EIO=4'])
  })

  it.each<[string, FindSystemProxy]>([
    ['has none', () => Promise.resolve(undefined)],
    ['cannot say', () => Promise.reject(new Error('no'))],
    ['has one of another kind', () => Promise.resolve('socks5://proxy.example:1080')],
    ['says something else', () => Promise.resolve('proxy')],
  ])('is none when the system %s', async (_name, system) => {
    expect(await hostOf({ mode: 'system' }, 'https://adp.example/', system)).toBeUndefined()
  })

  it('is none when the system does not answer in time', async () => {
    const { clock, find } = create({ mode: 'system' }, () => new Promise(() => undefined))
    const found = find(new URL('https://adp.example/'))
    clock.advance(5_000)
    expect(await found).toBeUndefined()
  })
})
