import { describe, expect, it } from 'vitest'
import { createTestClock } from '#core/test-clock.ts'
import { createAccess, failuresUntilLocked, launchTokenLifeMs, type Admission } from './access.ts'

function arrange() {
  const clock = createTestClock()
  const tokens: string[] = []
  let locks = 0
  const access = createAccess({
    clock,
    onLaunchToken: (token) => tokens.push(token),
    onLocked: () => (locks += 1),
  })
  access.issueLaunchToken()
  const open = (launchToken: string | undefined, cookieHeader?: string, pageToken?: string) =>
    access.openSession({ launchToken, cookieHeader, pageToken })
  return { access, clock, tokens, open, countLocks: () => locks }
}

type Arranged = ReturnType<typeof arrange>

/** What the first session was given. */
function signIn({ open, tokens }: Arranged): { cookieHeader: string; pageToken: string } {
  const admission = open(tokens.at(-1))
  if (admission.status !== 'admitted') throw new Error('not admitted')
  return { cookieHeader: admission.cookie.split(';')[0] ?? '', pageToken: admission.pageToken }
}

describe('a launch token', () => {
  it('has at least 128 bits and opens a session', () => {
    const { tokens, open } = arrange()
    expect([Buffer.from(tokens[0] ?? '', 'base64url').length >= 16, open(tokens[0]).status]).toEqual([
      true,
      'admitted',
    ])
  })

  it('works once; tried again, a fresh one is announced and not given out', () => {
    const { tokens, open } = arrange()
    const answers = [open(tokens[0]), open(tokens[0])]
    expect([answers.map(({ status }) => status), tokens.length, answers[1]]).toEqual([
      ['admitted', 'refused'],
      2,
      { status: 'refused' },
    ])
  })

  it('lives for 60 seconds', () => {
    const { clock, tokens, open } = arrange()
    clock.advance(launchTokenLifeMs - 1)
    expect([launchTokenLifeMs, open(tokens[0]).status]).toEqual([60_000, 'admitted'])
  })

  it('is refused when it is too old, and the fresh one that was announced works', () => {
    const { clock, tokens, open } = arrange()
    clock.advance(launchTokenLifeMs)
    expect([open(tokens[0]).status, tokens.length, open(tokens[1]).status]).toEqual([
      'refused',
      2,
      'admitted',
    ])
  })

  it('is not replaced while a fresh one waits', () => {
    const { clock, tokens, open } = arrange()
    clock.advance(launchTokenLifeMs)
    for (let attempt = 0; attempt < 5; attempt++) open(tokens[0])
    expect(tokens.length).toBe(2)
  })

  it('is not announced to somebody who guesses', () => {
    const { clock, tokens, open } = arrange()
    clock.advance(launchTokenLifeMs)
    expect([open('guess').status, tokens.length]).toEqual(['refused', 1])
  })
})

describe('a session', () => {
  it('keeps its cookie from scripts, other sites and other hosts', () => {
    const { tokens, open } = arrange()
    const admission = open(tokens[0])
    expect(
      admission.status === 'admitted' && admission.cookie.replace(/^adp-desk-[0-9a-f]{12}=[\w-]{43}/, 'C'),
    ).toBe('C; Path=/; HttpOnly; SameSite=Strict')
  })

  it('has a cookie of another name at each launch', () => {
    const names = [arrange(), arrange()].map((arranged) => signIn(arranged).cookieHeader.split('=')[0])
    expect(new Set(names).size).toBe(2)
  })

  it('gives a page that is loaded again a new token for its cookie and its last token', () => {
    const arranged = arrange()
    const { cookieHeader, pageToken } = signIn(arranged)
    const again = arranged.open(undefined, `other=1; ${cookieHeader}`, pageToken)
    expect([
      again.status === 'admitted' && arranged.access.isPageToken(again.pageToken),
      again.status === 'admitted' && again.pageToken !== pageToken,
      arranged.access.isPageToken(pageToken),
    ]).toEqual([true, true, true])
  })

  it('leaves the launch token of the address alone when the page is known already', () => {
    const arranged = arrange()
    const { cookieHeader, pageToken } = signIn(arranged)
    arranged.access.issueLaunchToken()
    const known = arranged.open(arranged.tokens[1], cookieHeader, pageToken)
    expect([known.status, arranged.open(arranged.tokens[1]).status]).toEqual(['admitted', 'admitted'])
  })

  it.each<
    [
      string,
      (session: { cookieHeader: string; pageToken: string }) => [string | undefined, string | undefined],
    ]
  >([
    ['nothing', () => [undefined, undefined]],
    ['the cookie alone', ({ cookieHeader }) => [cookieHeader, undefined]],
    ['the page token alone', ({ pageToken }) => [undefined, pageToken]],
    ['a changed cookie', ({ cookieHeader, pageToken }) => [`${cookieHeader}x`, pageToken]],
    ['the cookie under another name', ({ cookieHeader, pageToken }) => [`x${cookieHeader}`, pageToken]],
    ['a changed page token', ({ cookieHeader, pageToken }) => [cookieHeader, `${pageToken}x`]],
    [
      'a page token without its proof',
      ({ cookieHeader, pageToken }) => [cookieHeader, pageToken.split('.')[0]],
    ],
    ['the page token of another launch', ({ cookieHeader }) => [cookieHeader, signIn(arrange()).pageToken]],
  ])('is not opened by %s', (_situation, forge) => {
    const arranged = arrange()
    const [cookieHeader, pageToken] = forge(signIn(arranged))
    expect(arranged.open(undefined, cookieHeader, pageToken)).toEqual({ status: 'refused' })
  })

  it.each<[string, (cookieHeader: string) => string | undefined, boolean]>([
    ['its cookie', (cookieHeader) => cookieHeader, true],
    [
      'its cookie beside a planted one of the same name',
      (header) => `${header.split('=')[0]}=planted; ${header}`,
      true,
    ],
    ['no cookie', () => undefined, false],
    ['an empty cookie', (header) => `${header.split('=')[0]}=`, false],
    ['a planted cookie', (header) => `${header.split('=')[0]}=planted`, false],
  ])('is recognised for a socket only by its cookie: %s', (_situation, forge, expected) => {
    const arranged = arrange()
    expect(arranged.access.hasSession(forge(signIn(arranged).cookieHeader))).toBe(expected)
  })
})

describe('the lock', () => {
  const failingOnce: readonly [
    string,
    (arranged: Arranged, session: ReturnType<typeof signIn>) => unknown,
  ][] = [
    ['a wrong launch token', ({ open }) => open('guess')],
    ['a spent launch token', ({ open, tokens }) => open(tokens[0])],
    ['a wrong cookie', ({ access }, { cookieHeader }) => access.hasSession(`${cookieHeader}x`)],
    ['a wrong cookie at sign-in', ({ open }, { cookieHeader }) => open(undefined, `${cookieHeader}x`)],
    ['a wrong page token', ({ access }) => access.isPageToken('guess.guess')],
    ['a wrong page token at sign-in', ({ open }, { cookieHeader }) => open(undefined, cookieHeader, 'guess')],
  ]

  it.each(failingOnce)('falls after 20 times %s, and then nothing is right', (_situation, fail) => {
    const arranged = arrange()
    const session = signIn(arranged)
    for (let attempt = 0; attempt < failuresUntilLocked - 1; attempt++) fail(arranged, session)
    const before = arranged.countLocks()
    fail(arranged, session)
    fail(arranged, session)
    const afterwards: (Admission | boolean)[] = [
      arranged.open(undefined, session.cookieHeader, session.pageToken),
      arranged.open(arranged.tokens.at(-1)),
      arranged.access.hasSession(session.cookieHeader),
      arranged.access.isPageToken(session.pageToken),
    ]
    expect([failuresUntilLocked, before, arranged.countLocks(), afterwards]).toEqual([
      20,
      0,
      1,
      [{ status: 'locked' }, { status: 'locked' }, false, false],
    ])
  })

  it('does not fall when somebody has nothing to show', () => {
    const arranged = arrange()
    const { pageToken } = signIn(arranged)
    for (let attempt = 0; attempt < 100; attempt++) {
      arranged.open(undefined)
      arranged.open(undefined, 'theirs=1', pageToken)
      arranged.access.hasSession(undefined)
    }
    expect(arranged.countLocks()).toBe(0)
  })
})
