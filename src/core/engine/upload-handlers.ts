// Owns the answers to the calls that bring a file. They are the same whether the history can be used or not: a backup may be
// what makes it usable again.
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { IncomingFiles } from './incoming-files.ts'

type UploadHandlers = Pick<Handlers, 'upload.begin' | 'upload.append' | 'upload.drop'>

export function createUploadHandlers(incoming: IncomingFiles): UploadHandlers {
  return {
    'upload.begin': async ({ name, size }) => ({ uploadId: await incoming.begin(name, size) }),
    'upload.append': async ({ uploadId, base64 }) => ({ received: await incoming.append(uploadId, base64) }),
    'upload.drop': async ({ uploadId }) => {
      await incoming.drop(uploadId)
      return {}
    },
  }
}
