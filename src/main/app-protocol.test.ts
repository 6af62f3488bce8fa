import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#core/shell/content-security-policy.ts'
import { findFramePolicy } from '#core/shell/frame-policy.ts'
import { listStaticFiles } from '#core/shell/static-files.ts'
import { appScheme, createAppProtocol, isOwnAddress } from './app-protocol.ts'

const root = mkdtempSync(join(tmpdir(), 'adp-desk-app-'))
writeFileSync(join(root, 'index.html'), '<!doctype html>')
writeFileSync(join(root, 'main.js'), '1')
mkdirSync(join(root, 'frames'))
writeFileSync(join(root, 'frames/chart.html'), '<script>1</script>')
symlinkSync('/etc/passwd', join(root, 'passwd.json'))
const respond = createAppProtocol(listStaticFiles(root))
afterAll(() => rmSync(root, { recursive: true }))

const locks = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

it('the scheme is an origin of its own that bypasses nothing', () => {
  expect(appScheme).toEqual({ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } })
})

it.each([
  ['app://adp-desk/', '<!doctype html>', 'text/html; charset=utf-8'],
  ['app://adp-desk/index.html?v=1#top', '<!doctype html>', 'text/html; charset=utf-8'],
  ['app://adp-desk/main.js', '1', 'text/javascript; charset=utf-8'],
])('%s is answered with the file, its type and every lock', async (url, body, contentType) => {
  const response = await respond(new Request(url))
  expect({
    status: response.status,
    body: await response.text(),
    headers: Object.fromEntries(response.headers),
  }).toEqual({ status: 200, body, headers: { ...locks, 'content-type': contentType } })
})

it('a frame has a policy of its own, and every other lock', async () => {
  const url = 'app://adp-desk/frames/chart.html'
  const { headers } = await respond(new Request(url))
  expect(Object.fromEntries(headers)).toEqual({
    ...locks,
    'content-security-policy': findFramePolicy('/frames/chart.html', Buffer.from('<script>1</script>')),
    'content-type': 'text/html; charset=utf-8',
  })
})

it.each([
  'app://adp-desk/missing.js',
  'app://adp-desk/../../etc/passwd',
  'app://adp-desk/%2e%2e/%2e%2e/etc/passwd',
  'app://adp-desk/..%2f..%2fetc%2fpasswd',
  'app://adp-desk/..%5c..%5cetc%5cpasswd',
  'app://adp-desk/..\\..\\etc\\passwd',
  'app://adp-desk//etc/passwd',
  'app://adp-desk/file:///etc/passwd',
  'app://adp-desk/C:/Windows/win.ini',
  'app://adp-desk/main.js%00.html',
  'app://adp-desk/%6dain.js',
  'app://adp-desk/passwd.json',
  'app://adp-desk',
  'app://other/main.js',
  'app://as-long-/main.js',
  'app://adp-desk.evil/main.js',
  'app://adp-desk:80/main.js',
  'app:///main.js',
  'file:///etc/passwd',
  'https://adp-desk/main.js',
])('%s is not there', async (url) => {
  const response = await respond(new Request(url))
  expect({
    status: response.status,
    body: await response.text(),
    headers: Object.fromEntries(response.headers),
  }).toEqual({ status: 404, body: '', headers: locks })
})

it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await respond(new Request('app://adp-desk/', { method }))).status).toBe(405)
})

it.each([
  ['app://adp-desk', true],
  ['app://adp-desk/', true],
  ['app://adp-desk/index.html', true],
  ['app://adp-desk.evil/', false],
  ['https://adp-desk/', false],
  ['https://evil/app://adp-desk/', false],
  ['', false],
])('%j is our own address: %s', (url, isOwn) => {
  expect(isOwnAddress(url)).toBe(isOwn)
})
