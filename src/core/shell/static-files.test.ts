import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { listStaticFiles } from './static-files.ts'

const root = mkdtempSync(join(tmpdir(), 'adp-desk-static-'))
const folder = join(root, 'renderer')
mkdirSync(join(folder, 'assets'), { recursive: true })
for (const name of [
  'index.html',
  'assets/main-1a.js',
  'assets/main-1a.js.map',
  'assets/a.css',
  'assets/f.woff2',
])
  writeFileSync(join(folder, name), name)
writeFileSync(join(root, 'secret.json'), '{}')
symlinkSync(join(root, 'secret.json'), join(folder, 'link.json'))
symlinkSync(root, join(folder, 'up'))
const files = listStaticFiles(folder)
writeFileSync(join(folder, 'later.js'), '')
afterAll(() => rmSync(root, { recursive: true }))

describe('a file that was there at start', () => {
  it.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['/assets/main-1a.js', 'assets/main-1a.js', 'text/javascript; charset=utf-8'],
    ['/assets/a.css', 'assets/a.css', 'text/css; charset=utf-8'],
    ['/assets/f.woff2', 'assets/f.woff2', 'font/woff2'],
  ])('is found at %s', (path, name, contentType) => {
    expect(files.find(path)).toEqual({ file: join(folder, name), contentType })
  })
})

it.each([
  '',
  'index.html',
  '//index.html',
  '/./index.html',
  '/assets',
  '/assets/',
  '/INDEX.HTML',
  '/index.html/',
  '/index.html ',
  '/index.html%00',
  '/index.html\0.js',
  '/%69ndex.html',
  '/assets/../index.html',
  '/assets/%2e%2e/index.html',
  '/assets/..%2findex.html',
  '/assets%2fa.css',
  '/assets\\a.css',
  '/../secret.json',
  '/..%2fsecret.json',
  '/%2e%2e/secret.json',
  '/%252e%252e/secret.json',
  '/..\\secret.json',
  '/....//secret.json',
  '/%c0%ae%c0%ae/secret.json',
  '/link.json',
  '/up/secret.json',
  '/assets/main-1a.js.map',
  '/later.js',
  '/__proto__',
  '/constructor',
  '/etc/passwd',
  '//etc/passwd',
  'file:///etc/passwd',
  '/C:/Windows/win.ini',
  'C:\\Windows\\win.ini',
  '\\\\server\\share\\x.js',
  '//server/share/x.js',
  `${root}/secret.json`,
])('nothing is found at %j', (path) => {
  expect(files.find(path)).toBeUndefined()
})

it('a folder that was not built is a mistake', () => {
  expect(() => listStaticFiles(join(root, 'missing'))).toThrow('ENOENT')
})
