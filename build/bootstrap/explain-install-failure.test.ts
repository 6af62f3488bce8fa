import { describe, expect, it } from 'vitest'
import { explainInstallFailure } from './explain-install-failure.mjs'

describe('explainInstallFailure', () => {
  it.each([
    ['ENOSPC', 'The disk is full'],
    ['EUSAGE', 'package.json and package-lock.json do not agree'],
    ['E401', 'The package registry refused the request'],
    ['ETARGET', 'The package registry does not have one of the packages'],
    ['ECONNREFUSED', 'The package registry could not be reached'],
    ['EAI_AGAIN', 'The package registry could not be reached'],
    ['E503', 'The package registry could not be reached'],
    ['EROFS', 'npm could not write to the project’s folder'],
    ['EWHATEVER', 'npm could not install the packages'],
  ])('explains %s in one sentence that says what to do', (code, beginning) => {
    const sentence = explainInstallFailure(
      `npm warn deprecated x\nnpm error code ${code}\nnpm error ENOSPC in passing`,
    )
    expect(sentence).toMatch(new RegExp(`^${beginning}[^.]*;.*run the command again\\.$`))
  })
})
