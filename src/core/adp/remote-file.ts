// Owns downloading one file that an answer points to, piece by piece, so that a large one is never whole in memory. How it is
// fetched is remote-body.ts's; whether a person wants that, and where it goes, is core/engine/answer-file-desk.ts's.
import type { IncomingMessage } from 'node:http'
import { createFailure, FailureError, type FailureDetail } from '#shared/failure.ts'
import { maxFileBytes } from '#shared/kept-file.ts'
import { fetchRemote, type NameBodyError, type RemoteOptions } from './remote-body.ts'

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
  const request = {
    accept: '*/*',
    limitMs,
    maxAddressLength,
    refuse: (cause: string) => new FailureError(createFailure('file-refused', { cause })),
    fail: (detail: FailureDetail) => new FailureError(createFailure('file-failed', detail)),
  }
  return fetchRemote(address, options, request, async (response, nameError) => {
    const { statusCode: httpStatus = 0 } = response
    if (httpStatus !== 200) {
      response.destroy()
      const code = expiredStatuses.includes(httpStatus) ? 'file-expired' : 'file-failed'
      throw new FailureError(createFailure(code, { httpStatus }))
    }
    return keep(readPieces(response, options.maxBytes ?? maxFileBytes, nameError))
  })
}

/** The pieces as they come, until there are too many bytes. Its errors have their name already: who keeps the pieces has others. */
async function* readPieces(
  response: IncomingMessage,
  maxBytes: number,
  nameError: NameBodyError,
): AsyncGenerator<Uint8Array> {
  const tooLarge = () =>
    new FailureError(createFailure('file-failed', { cause: 'TOO_LARGE', limit: maxBytes }))
  let length = 0
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
    for await (const chunk of response) {
      // Without an encoding a response yields buffers only.
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > maxBytes) throw tooLarge()
      yield bytes
    }
  } catch (error) {
    throw nameError(error)
  } finally {
    response.destroy()
  }
}
