import { describe, expect, it, vi } from 'vitest'
import { startTestHost } from '../stores/test-host.ts'
import { mountSetup } from './test-component.ts'
import { useNetworkWake } from './use-network-wake.ts'

describe('the network that is back', () => {
  it('is told to the engine while there is a page', () => {
    const window = new EventTarget()
    vi.stubGlobal('window', window)
    const { calls } = startTestHost({ 'connection.wake': () => ({}) })
    const page = mountSetup(useNetworkWake)
    window.dispatchEvent(new Event('online'))
    page.unmount()
    window.dispatchEvent(new Event('online'))
    vi.unstubAllGlobals()
    expect(calls).toEqual([['connection.wake', {}]])
  })
})
