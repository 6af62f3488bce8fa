// Owns what the tests of uploads share: files on the disk and the way to a simulator with leave to upload.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { conversationIdSchema } from '#shared/ids.ts'
import type { AdpConnection } from '../client.ts'
import type { LocalFile } from './upload-file.ts'

/** A file of these bytes that is gone after the test. */
export function createFile(
  name: string,
  bytes: Uint8Array,
  settings: Partial<Omit<LocalFile, 'path' | 'name'>> = {},
): LocalFile {
  const folder = mkdtempSync(join(tmpdir(), 'adp-desk-upload-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'bytes')
  writeFileSync(path, bytes)
  return {
    path,
    name,
    fileType: name.replace(/^.*\./, ''),
    sizeBytes: bytes.length,
    kind: 'document',
    conversationId: conversationIdSchema.parse(randomUUID()),
    isParsed: true,
    ...settings,
  }
}

/** What of a service is needed to reach it. */
interface Reached {
  readonly url: string
  readonly demoAppKey: string
  readonly credentials: { readonly secretId: string; readonly secretKey: string }
}

export function connectTo(simulator: Reached, changes: Partial<AdpConnection> = {}): AdpConnection {
  return {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId: 'visitor-1',
    accessMethod: 'sse',
    protocolVersion: 'v2',
    credentials: { ...simulator.credentials },
    ...changes,
  }
}
