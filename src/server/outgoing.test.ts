import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TakenFile } from '#core/engine/outgoing-files.ts'
import { createFolder } from '#core/store/test-store.ts'
import { startTestHost } from './test-host.ts'

async function startWithFile(changes: Partial<TakenFile> = {}) {
  const path = join(createFolder(), 'file')
  writeFileSync(path, 'words')
  const waiting = new Map<string, TakenFile>([
    ['token', { path, name: '对话 (1).md', bytes: 5, isForPrinting: false, ...changes }],
  ])
  const { port } = await startTestHost({}, (token) => {
    const file = waiting.get(token)
    waiting.delete(token)
    return file
  })
  return (method = 'GET') => fetch(`http://127.0.0.1:${port}/outgoing/token`, { method })
}

it('a file is handed out once, to be saved and for nothing else', async () => {
  const ask = await startWithFile()
  const looked = await ask('HEAD')
  const first = await ask()
  const { headers } = first
  expect([
    looked.status,
    first.status,
    await first.text(),
    headers.get('content-disposition'),
    headers.get('content-security-policy'),
    headers.get('x-content-type-options'),
    (await ask()).status,
  ]).toEqual([
    404,
    200,
    'words',
    `attachment; filename="__ _1_.md"; filename*=UTF-8''%E5%AF%B9%E8%AF%9D%20%281%29.md`,
    "default-src 'none'; sandbox",
    'nosniff',
    404,
  ])
})

it('a page to print is one on which nothing runs', async () => {
  const ask = await startWithFile({ isForPrinting: true })
  const { headers } = await ask()
  expect([headers.get('content-type'), headers.get('content-security-policy')]).toEqual([
    'text/html; charset=utf-8',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-modals",
  ])
})
