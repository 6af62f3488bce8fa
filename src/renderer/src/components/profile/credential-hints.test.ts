import { describe, expect, it } from 'vitest'
import {
  cleanKey,
  findAppKeyHint,
  findSecretIdHint,
  findSecretKeyHint,
  isEndpointUrl,
  type CredentialHint,
  type EnteredKeys,
} from './credential-hints.ts'

const chinaId = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE'
const standaloneId = 'q7Xc2LmN8pRtVw3YzAbCdEfGhJ'
const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'
const appKey = 'k'.repeat(128)

function enter(changes: Partial<EnteredKeys>): EnteredKeys {
  return { site: 'china', appKey: 'an-app-key', secretId: '', secretKey: '', ...changes }
}

describe('a hint at the AppKey', () => {
  it.each([
    [chinaId, 'appKeyIsSecretId'],
    [` ${chinaId}\n`, 'appKeyIsSecretId'],
    ['AKID', undefined],
    ['QwErTyAKIDz8krbsJ5', undefined],
    [secretKey, 'appKeyIsSecretKey'],
    [secretKey.toLowerCase(), undefined],
    [appKey, undefined],
    [`${appKey}k`, 'appKeyLong'],
  ])('%j: %s', (text, expected) => {
    expect(findAppKeyHint({ appKey: text })).toBe(expected)
  })

  it('says that a key is short once it has been entered, and nothing of an empty field', () => {
    const hints = [true, false].map((isTyping) =>
      ['', 'IlhoMnHo', 'sixteen-letters-'].map((text) => findAppKeyHint({ appKey: text }, isTyping)),
    )
    expect(hints).toEqual([
      [undefined, undefined, undefined],
      [undefined, 'appKeyShort', undefined],
    ])
  })
})

describe('a key that was copied', () => {
  it('is left without spaces, line breaks and signs that nobody sees', () => {
    expect(cleanKey('\ufeff one\u200b-\r\n two\u00a0\t')).toBe('one-two')
  })
})

describe('an address that goes on to an endpoint', () => {
  it.each([
    ['https://wss.lke.cloud.tencent.com/v1/qbot/chat/sse', true],
    ['https://adp.example.com/base/adp/v2/chat', true],
    ['https://adp.example.com/adp/v2', true],
    ['https://adp.example.com/base', false],
    ['https://adp.example.com/adp/v2x', false],
  ])('%s: %s', (url, expected) => {
    expect(isEndpointUrl(url)).toBe(expected)
  })
})

describe('a hint at the SecretId', () => {
  it.each<[string, Partial<EnteredKeys>, CredentialHint | undefined]>([
    ['of the China site', { secretId: chinaId }, undefined],
    ['of the China site, cut off', { secretId: chinaId.slice(0, 30) }, 'secretIdLength'],
    ['that is still being typed', { secretId: 'secret' }, undefined],
    ['that is a SecretKey', { secretId: secretKey }, 'secretIdIsOther'],
    [
      'that is the AppKey',
      { secretId: 'application-key-1', appKey: 'application-key-1' },
      'secretIdIsAppKey',
    ],
    ['that is as long as an AppKey', { secretId: appKey, site: 'international' }, 'secretIdIsAppKey'],
    ['of the stand-alone site', { secretId: standaloneId, site: 'standalone' }, undefined],
    ['of another site than the profile', { secretId: chinaId, site: 'standalone' }, 'secretIdOfChina'],
    ['of another site than the profile', { secretId: standaloneId }, 'secretIdIsOther'],
    ['of a site whose ids are not known', { secretId: secretKey, site: 'custom' }, undefined],
  ])('%s', (_title, changes, expected) => {
    expect(findSecretIdHint(enter(changes))).toBe(expected)
  })
})

describe('a hint at the SecretKey', () => {
  it.each<[string, Partial<EnteredKeys>, CredentialHint | undefined]>([
    ['that is one', { secretKey }, undefined],
    ['that is still being typed', { secretKey: 'AKID' }, undefined],
    ['that is a SecretId', { secretKey: chinaId }, 'secretKeyIsSecretId'],
    [
      'that is the SecretId once more',
      { secretKey: standaloneId, secretId: standaloneId, site: 'standalone' },
      'secretKeyIsSecretId',
    ],
    ['that is as long as an AppKey', { secretKey: appKey }, 'secretKeyIsAppKey'],
  ])('%s', (_title, changes, expected) => {
    expect(findSecretKeyHint(enter(changes))).toBe(expected)
  })
})
