import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findStarting } from './ensure-browser.mjs'
import { makeTestFolder } from './test-folder.ts'

describe.skipIf(process.platform === 'win32')('findStarting', () => {
  it('passes over what is not there and what does not start', async () => {
    const folder = makeTestFolder({
      stub: '#!/bin/sh\necho install me first\nexit 1\n',
      chrome: '#!/bin/sh\necho Chromium 1\n',
      edge: '#!/bin/sh\necho Edge 1\n',
    })
    const paths = ['absent', 'stub', 'chrome', 'edge'].map((name) => join(folder, name))
    for (const path of paths.slice(1)) chmodSync(path, 0o755)
    expect(await findStarting(paths)).toEqual(join(folder, 'chrome'))
  })
})
