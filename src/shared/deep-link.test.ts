import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepLinkSchema, isDeepLink, maxLinkLength, parseDeepLink } from './deep-link.ts'

describe('a link that adds a profile', () => {
  it('fills in every field that it names', () => {
    const link =
      'adp-desk://add?site=custom&name=Travel%20desk&service=https%3A%2F%2Fadp.example.com&cloud=https://api.example.com' +
      '&endpoint=https://tokens.example.com/adp&access=websocket&protocol=v2&visitor=desk-1'
    expect(parseDeepLink(link)).toEqual({
      type: 'add-profile',
      prefill: {
        site: 'custom',
        name: 'Travel desk',
        serviceUrl: 'https://adp.example.com',
        cloudApiUrl: 'https://api.example.com',
        tokenEndpointUrl: 'https://tokens.example.com/adp',
        accessMethod: 'websocket',
        protocolVersion: 'v2',
        visitorId: 'desk-1',
      },
    })
  })

  it.each([
    ['nothing', 'adp-desk://add', {}],
    ['what a browser made of it', 'ADP-DESK://Add/?Site=china', { site: 'china' }],
    ['a plus for a space', 'adp-desk://add?name=Travel+desk', { name: 'Travel desk' }],
    ['names in other scripts', 'adp-desk://add?name=%D9%85%D9%83%D8%AA%D8%A8', { name: 'مكتب' }],
    ['empty and unknown parameters', 'adp-desk://add?site=&colour=red&x', {}],
    ['a fragment', 'adp-desk://add?site=china#section', { site: 'china' }],
    [
      'an address without a site',
      'adp-desk://add?service=https://adp.example.com',
      { site: 'custom', serviceUrl: 'https://adp.example.com' },
    ],
  ])('understands %s', (_what, link, prefill) => {
    expect(parseDeepLink(link)).toEqual({ type: 'add-profile', prefill })
  })
})

it.each([
  ['adp-desk://open?profile=Travel', 'Travel'],
  ['adp-desk://open/?profile=%20Travel%20', 'Travel'],
])('a link that opens a profile names it: %s', (link, name) => {
  expect(parseDeepLink(link)).toEqual({ type: 'open-profile', name })
})

describe('a link is refused', () => {
  it.each([
    ...['appkey=x', 'appKey=x', 'app_key=', 'bot-app-key=x', 'KEY=x', 'secretId=x', 'secretkey=x', 'token=x'],
    ...[
      'ws_token=x',
      'password=x',
      'app%6Bey=x',
      'site=china&authorization=x',
      'name=AKIDz8krbsJ5yKBZQpn74WF',
    ],
  ])('with a secret in it: %s', (query) => {
    expect([parseDeepLink(`adp-desk://add?${query}`), parseDeepLink(`adp-desk://open?${query}`)]).toEqual([
      { type: 'refused', reason: 'holds-secret' },
      { type: 'refused', reason: 'holds-secret' },
    ])
  })

  it.each([
    ['with a secret behind the #', 'adp-desk://add?site=china#appkey=x', 'holds-secret'],
    ['when it is another scheme', 'https://add?site=china', 'not-a-link'],
    ['when it is more than a link', 'adp-desk://user@add?site=china', 'not-a-link'],
    ['with a path', 'adp-desk://add/more?site=china', 'not-a-link'],
    ['with an escape that is none', 'adp-desk://add?name=%E0%A4%A', 'not-a-link'],
    ['when it asks for something else', 'adp-desk://delete?profile=Work', 'unknown-request'],
    ['when it asks for nothing', 'adp-desk://', 'unknown-request'],
    ['with a site that there is not', 'adp-desk://add?site=mars', 'bad-value'],
    ['with a name that is too long', `adp-desk://add?name=${'x'.repeat(201)}`, 'bad-value'],
    ['with a parameter twice', 'adp-desk://add?site=china&site=custom', 'bad-value'],
    ['with a name that turns what stands beside it', 'adp-desk://add?name=a%E2%80%AEb', 'bad-value'],
    ['with a line break in a name', 'adp-desk://add?name=a%0Ab', 'bad-value'],
    ['with an address that is not encrypted', 'adp-desk://add?service=http://adp.example.com', 'bad-value'],
    ['with credentials in an address', 'adp-desk://add?service=https://a:b@example.com', 'bad-value'],
    ['with a query in a token endpoint', 'adp-desk://add?endpoint=https://example.com?k=1', 'bad-value'],
    [
      'with an address for another site',
      'adp-desk://add?site=china&service=https://example.com',
      'bad-value',
    ],
    ['to open nothing', 'adp-desk://open', 'bad-value'],
    ['when it is too long', `adp-desk://add?x=${'x'.repeat(maxLinkLength)}`, 'too-long'],
  ])('%s', (_what, link, reason) => {
    expect(parseDeepLink(link)).toEqual({ type: 'refused', reason })
  })
})

describe('whatever a link is made of', () => {
  const parameter = fc.tuple(
    fc.constantFrom(
      'site',
      'name',
      'service',
      'cloud',
      'endpoint',
      'access',
      'protocol',
      'visitor',
      'profile',
    ),
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.webUrl(),
      fc.constantFrom('china', 'custom', 'sse', 'v1', '%'),
    ),
  )
  const link = fc
    .tuple(fc.constantFrom('add', 'open', 'add/', 'x'), fc.array(parameter), fc.boolean())
    .map(
      ([request, parameters, isEncoded]) =>
        `adp-desk://${request}?${parameters
          .map(([name, value]) => `${name}=${isEncoded ? encodeURIComponent(value) : value}`)
          .join('&')}`,
    )

  it('what comes of it fits the schema, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(link, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseDeepLink(text)
        expect(deepLinkSchema.parse(parsed)).toEqual(parsed)
      }),
      { numRuns: 2000 },
    )
  })

  it('a parameter with the name of a secret is never let through', () => {
    const name = fc.constantFrom('appkey', 'AppKey', 'app-key', 'secret_key', 'secretid', 'key', 'token')
    fc.assert(
      fc.property(link, name, fc.string(), (text, secret, value) => {
        const parsed = parseDeepLink(`${text}&${secret}=${encodeURIComponent(value)}`)
        expect(parsed.type).toBe('refused')
      }),
    )
  })
})

it.each([
  ['adp-desk://add', true],
  ['ADP-DESK:x', true],
  ['https://example.com/adp-desk://add', false],
])('%j is meant as a link to the program: %s', (text, isLink) => {
  expect(isDeepLink(text)).toBe(isLink)
})
