import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { findFramePolicy } from './frame-policy.ts'

const script = "draw('<script>' + \"\\x3C/script>\", '图')"
const body = Buffer.from(`<!doctype html>\n<title>mermaid</title>\n<script>${script}</script>\n`)

it('a frame may run the script in its document, set styles, and nothing else', () => {
  const hash = createHash('sha256').update(script).digest('base64')
  expect(findFramePolicy('/frames/mermaid.html', body)?.split('; ')).toEqual([
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ])
})

it.each([
  '/',
  '/index.html',
  '/frames/other.html',
  '/frames/',
  '/frames/mermaid.html/',
  '/assets/mermaid.html',
])('%s is no frame', (path) => {
  expect(findFramePolicy(path, body)).toBeUndefined()
})
