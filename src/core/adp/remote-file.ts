// Owns downloading one file that an answer points to, piece by piece, so that a large one is never whole in memory. How it is
// fetched is remote-body.ts's; whether a person wants that, and where it goes, is core/engine/answer-file-desk.ts's.
import type { IncomingMessage } from 'node:http'
import { createFailure, FailureError } from '#shared/failure.ts'
import { maxFileBytes } from '#shared/kept-file.ts'
import { fetchRemote, type RemoteOptions } from './remote-body.ts'

const limitMs = 10 * 60_000
/** Signed links are long. */
const maxAddressLength = 4096

/** What a store says to a signed link whose time is over, or to one whose file is gone. */
const expiredStatuses: readonly number[] = [401, 403, 404, 410]

/**
 * What `keep` makes of the bytes. Throws FailureError: `file-refused` when the address may not be asked, `file-expired` when
 * the link is no longer good, `file-failed` when the file did not come whole; and what `keep` throws, as it is.
 */
export async function loadRemoteFile<Kept>(
  address: string,
  options: RemoteOptions & { readonly maxBytes?: number },
  keep: (chunks: AsyncIterable<Uint8Array>) => Promise<Kept>,
): Promise<Kept> {
  let own: { readonly error: unknown } | undefined
  const request = {
    accept: '*/*',
    limitMs,
    maxAddressLength,
    refuse: (cause: string) => new FailureError(createFailure('file-refused', { cause })),
    fail: (detail: Parameters<typeof createFailure>[1]) =>
      new FailureError(createFailure('file-failed', detail)),
  }
  try {
    return await fetchRemote(address, options, request, async (response) => {
      const { statusCode: httpStatus = 0 } = response
      if (httpStatus !== 200) {
        response.destroy()
        const code = expiredStatuses.includes(httpStatus) ? 'file-expired' : 'file-failed'
        throw new FailureError(createFailure(code, { httpStatus }))
      }
      const read = { hasFailed: false }
      try {
        return await keep(limit(response, options.maxBytes ?? maxFileBytes, read))
      } catch (error) {
        if (!read.hasFailed) own = { error }
        throw error
      }
    })
  } catch (error) {
    if (own) throw own.error
    throw error
  }
}

/** The pieces as they come, until there are too many bytes. `read` learns whether it was the network that ended them. */
async function* limit(
  response: IncomingMessage,
  maxBytes: number,
  read: { hasFailed: boolean },
): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new FailureError(createFailure('file-failed', { cause: 'TOO_LARGE', limit: maxBytes }))
  let length = 0
  let isWhole = false
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
    for await (const chunk of response) {
      // Without an encoding a response yields buffers only.
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > maxBytes) throw tooLarge()
      yield bytes
    }
    isWhole = true
  } finally {
    read.hasFailed = !isWhole
    response.destroy()
  }
}
