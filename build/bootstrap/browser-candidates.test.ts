import { describe, expect, it } from 'vitest'
import { listSystemBrowsers } from './browser-candidates.mjs'

describe('listSystemBrowsers', () => {
  it('looks for chromium in the whole path before it looks for chrome', () => {
    expect(listSystemBrowsers('linux', { PATH: '/usr/local/bin:/usr/bin' })).toEqual([
      '/usr/local/bin/chromium',
      '/usr/bin/chromium',
      '/usr/local/bin/chromium-browser',
      '/usr/bin/chromium-browser',
      '/usr/local/bin/google-chrome',
      '/usr/bin/google-chrome',
      '/usr/local/bin/google-chrome-stable',
      '/usr/bin/google-chrome-stable',
      '/usr/local/bin/microsoft-edge',
      '/usr/bin/microsoft-edge',
      '/usr/local/bin/microsoft-edge-stable',
      '/usr/bin/microsoft-edge-stable',
    ])
  })

  it('looks for applications on macOS, for everybody and for this person', () => {
    expect(listSystemBrowsers('darwin', { HOME: '/Users/li' })).toEqual([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Users/li/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Users/li/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ])
  })

  it('looks in the program folders of Windows', () => {
    expect(listSystemBrowsers('win32', { PROGRAMFILES: 'C:\\Program Files' })).toEqual([
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files\\Chromium\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ])
  })
})
