import { describe, expect, it } from 'vitest'
import { silentLog } from '#core/log.ts'
import { createTestClock } from '#core/test-clock.ts'
import { createLinkOpener, parseExternalUrl } from './open-external.ts'

const schemes = [
  'about', 'afp', 'app', 'applescript', 'blob', 'bluetooth', 'calculator', 'chrome', 'chrome-extension', 'com.apple',
  'cmd', 'data', 'devtools', 'dict', 'facetime', 'feed', 'file', 'filesystem', 'ftp', 'ftps', 'git', 'gopher', 'help',
  'itms-services', 'jar', 'javascript', 'ldap', 'ldaps', 'magnet', 'mhtml', 'ms-appinstaller', 'ms-cxh', 'ms-excel',
  'ms-msdt', 'ms-officecmd', 'ms-search', 'ms-settings', 'ms-word', 'nfs', 'onenote', 'rdp', 'res', 'rlogin',
  'search-ms', 'sftp', 'shell', 'sip', 'skype', 'slack', 'smb', 'sms', 'ssh', 'steam', 'tel', 'telnet', 'vbscript',
  'view-source', 'vnc', 'vscode', 'webcal', 'ws', 'wss', 'x-apple.systempreferences', 'xmpp',
] // prettier-ignore

/** Ways to write an address so that somebody reads another one. */
const writings: Record<string, (address: string) => string> = {
  plain: (address) => address,
  'upper case': (address) => address.toUpperCase(),
  'leading space': (address) => ` ${address}`,
  'leading control character': (address) => `\u0001${address}`,
  'tab in the scheme': (address) => `${address[0]}\t${address.slice(1)}`,
  'line break in the scheme': (address) => `${address[0]}\n${address.slice(1)}`,
  'percent-encoded colon': (address) => address.replace(':', '%3A'),
  'percent-encoded scheme': (address) => `%${address.charCodeAt(0).toString(16)}${address.slice(1)}`,
  'HTML character reference': (address) => address.replace(':', '&colon;'),
  'full-width colon': (address) => address.replace(':', '：'),
  'zero-width space': (address) => `\u200b${address}`,
  'right-to-left mark': (address) => `\u202e${address}`,
  backslashes: (address) => address.replaceAll('/', '\\'),
}

describe('an address of another scheme', () => {
  it.each(schemes)('%s: does not leave the program, however it is written', (scheme) => {
    const addresses = [`${scheme}://host/path`, `${scheme}:host`, `${scheme}:alert(1)`]
    const passed = Object.values(writings)
      .flatMap((write) => addresses.map(write))
      .filter((address) => parseExternalUrl(address) !== null)
    expect(passed).toEqual([])
  })

  it('there are at least sixty of them', () => {
    expect(new Set(schemes).size).toBeGreaterThanOrEqual(60)
  })
})

describe('a web or mail address', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.com/Path?q=1#x', 'https://example.com/Path?q=1#x'],
    ['http://example.com/', 'http://example.com/'],
    ['https:example.com', 'https://example.com/'],
    ['https://例子.测试/路', 'https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF'],
    ['mailto:a@example.com?subject=Hello&body=x', 'mailto:a@example.com?subject=Hello&body=x'],
  ])('%s leaves in its normal form', (address, normal) => {
    expect(parseExternalUrl(address)?.href).toBe(normal)
  })

  it.each([
    ['', 'empty'],
    ['example.com', 'without a scheme'],
    ['//example.com', 'without a scheme'],
    ['https://', 'without a host'],
    ['https://exa mple.com/', 'with a space'],
    ['https://example.com/\u0000', 'with NUL'],
    ['https://example.com/\r\nX: y', 'with a line break'],
    ['https://example.com/\u007f', 'with DEL'],
    ['https://example.com/\u0085', 'with a C1 control'],
    ['https://example.com/\u202etxt.exe', 'with a mark that turns the direction'],
    ['https:\\\\example.com', 'with backslashes'],
    ['https://example.com\\@evil.test/', 'with a backslash before the host ends'],
    ['https://example.com@evil.test/', 'with a name that passes for the host'],
    ['https://example.com:443@evil.test/', 'with name and password'],
    [`https://example.com/${'a'.repeat(2048)}`, 'too long'],
    [`https://example.com/${'路'.repeat(300)}`, 'too long once it is written out'],
    [`https://example.com/${'./'.repeat(1100)}`, 'too long before it is'],
    ['mailto:a@example.com?attach=/etc/passwd', 'that attaches a file'],
    ['mailto:a@example.com?Attachment=/etc/passwd', 'that attaches a file'],
  ])('%j does not leave: %s', (address) => {
    expect(parseExternalUrl(address)).toBeNull()
  })

  it('may have 2,048 characters', () => {
    const address = `https://example.com/${'a'.repeat(2048 - 20)}`
    expect(parseExternalUrl(address)?.href).toHaveLength(2048)
  })
})

describe('a link', () => {
  function createOpener({ isConfirmed = true } = {}) {
    const opened: string[] = []
    const asked: string[] = []
    const clock = createTestClock()
    const openLink = createLinkOpener({
      shell: { openExternal: async (url) => void opened.push(url) },
      confirm: async (url) => asked.push(url) > 0 && isConfirmed,
      clock,
      log: silentLog,
    })
    return { openLink, opened, asked, clock }
  }

  it('that a person has clicked opens outside', async () => {
    const { openLink, opened, asked } = createOpener()
    await openLink('https://example.com/a', true)
    expect({ opened, asked }).toEqual({ opened: ['https://example.com/a'], asked: [] })
  })

  it('that nobody has clicked is asked about', async () => {
    const { openLink, opened, asked } = createOpener({ isConfirmed: false })
    await openLink('https://example.com/a', false)
    expect({ opened, asked }).toEqual({ opened: [], asked: ['https://example.com/a'] })
  })

  it('without encryption is asked about, and opens when a person says so', async () => {
    const { openLink, opened, asked } = createOpener()
    await openLink('http://example.com/a', true)
    expect({ opened, asked }).toEqual({ opened: ['http://example.com/a'], asked: ['http://example.com/a'] })
  })

  it('is not asked about while another question waits for its answer', async () => {
    const answers: PromiseWithResolvers<boolean>[] = []
    const asked: string[] = []
    const opened: string[] = []
    const openLink = createLinkOpener({
      shell: { openExternal: async (url) => void opened.push(url) },
      confirm: (url) => {
        asked.push(url)
        const answer = Promise.withResolvers<boolean>()
        answers.push(answer)
        return answer.promise
      },
      clock: createTestClock(),
      log: silentLog,
    })
    const first = openLink('https://example.com/first', false)
    await openLink('https://example.com/second', false)
    answers[0]?.resolve(false)
    await first
    const third = openLink('https://example.com/third', false)
    answers[1]?.resolve(true)
    await third
    expect({ asked, opened }).toEqual({
      asked: ['https://example.com/first', 'https://example.com/third'],
      opened: ['https://example.com/third'],
    })
  })

  it('to anything else is neither opened nor asked about', async () => {
    const { openLink, opened, asked } = createOpener()
    await openLink('smb://host/share', true)
    expect({ opened, asked }).toEqual({ opened: [], asked: [] })
  })

  it('opens no more than five times in ten seconds', async () => {
    const { openLink, opened, clock } = createOpener()
    for (let link = 0; link < 8; link += 1) await openLink(`https://example.com/${link}`, true)
    clock.advance(10_000)
    await openLink('https://example.com/later', true)
    expect(opened).toEqual([
      ...[0, 1, 2, 3, 4].map((link) => `https://example.com/${link}`),
      'https://example.com/later',
    ])
  })

  it('that the system cannot open is no error', async () => {
    const openLink = createLinkOpener({
      shell: { openExternal: () => Promise.reject(new Error('no browser')) },
      confirm: async () => true,
      clock: createTestClock(),
      log: silentLog,
    })
    await expect(openLink('https://example.com/', true)).resolves.toBeUndefined()
  })
})
