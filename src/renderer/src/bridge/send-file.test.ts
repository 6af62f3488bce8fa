import { expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { startTestHost } from '../stores/test-host.ts'
import { sendFile } from './send-file.ts'
import { useBridge } from './use-bridge.ts'

const uploadId = '6f1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'

/** A program that takes what comes. */
function startTaker() {
  const pieces: Buffer[] = []
  let refusals = 0
  const host = startTestHost({
    'upload.begin': () => ({ uploadId }),
    'upload.append': ({ base64 }) => {
      if (refusals > 0) {
        refusals -= 1
        throw new FailureError(createFailure('too-many-calls'))
      }
      pieces.push(Buffer.from(base64, 'base64'))
      return { received: Buffer.concat(pieces).length }
    },
    'upload.drop': () => ({}),
  })
  return { host, pieces, refuse: (count: number) => (refusals = count) }
}

function createBytes(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, place) => place % 251))
}

it('a file arrives in pieces as it is, also when some came too fast', async () => {
  const { host, pieces, refuse } = startTaker()
  const bytes = createBytes(1_200_000)
  const progress: number[] = []
  refuse(1)
  const sent = await sendFile(useBridge(), new File([Uint8Array.from(bytes)], '历史.json'), {
    onProgress: (received) => progress.push(received),
  })
  expect({ sent, isSame: Buffer.concat(pieces).equals(bytes), progress, begin: host.calls[0] }).toEqual({
    sent: uploadId,
    isSame: true,
    progress: [525_000, 1_050_000, 1_200_000],
    begin: ['upload.begin', { name: '历史.json', size: 1_200_000 }],
  })
})

it('a file that is not wanted any more is dropped', async () => {
  const { host } = startTaker()
  const abort = new AbortController()
  const sending = sendFile(useBridge(), new File([Uint8Array.from(createBytes(600_000))], 'a'), {
    signal: abort.signal,
    onProgress: () => abort.abort(),
  })
  await expect(sending).rejects.toThrow('abort')
  expect(host.calls.map(([name]) => name)).toEqual(['upload.begin', 'upload.append', 'upload.drop'])
})
