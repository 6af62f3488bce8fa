// Owns the handing out of a file that the program has written for a person: once, to whoever has the address, with headers
// that keep it from being anything else than a file to save, or a page to print on which nothing runs.
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { outgoingPath, type TakenFile } from '#core/engine/outgoing-files.ts'
import { refuse, respondStream } from './response.ts'

export function isOutgoing(request: IncomingMessage): boolean {
  return request.url?.startsWith(outgoingPath) ?? false
}

/** `take` gives the file of a token once. */
export async function answerOutgoing(
  request: IncomingMessage,
  response: ServerResponse,
  take: (token: string) => TakenFile | undefined,
): Promise<void> {
  // Asking what there is must not use the address up.
  const file = request.method === 'GET' ? take((request.url ?? '').slice(outgoingPath.length)) : undefined
  if (file === undefined) return refuse(response, 404)
  const source = createReadStream(file.path)
  respondStream(response, {
    'Content-Length': file.bytes,
    ...(file.isForPrinting
      ? printHeaders
      : { ...saveHeaders, 'Content-Disposition': describeName(file.name) }),
  })
  await pipeline(source, response)
}

const saveHeaders = {
  'Content-Type': 'application/octet-stream',
  'Content-Security-Policy': "default-src 'none'; sandbox",
}

/** Of our origin, so that our page can call the print dialog; nothing runs on it and it loads nothing. */
const printHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-modals",
}

/** The name in ASCII for old readers, and as it is. */
function describeName(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
