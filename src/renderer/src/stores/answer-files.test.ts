import { expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { useAnswerFilesStore } from './answer-files.ts'
import { conversationId, startTestHost } from './test-host.ts'

const id = conversationId(1)
const url = 'https://files.example/a.pdf'
const file = { bytes: 3, keptAt: 1 }

it('a file that was kept is known without being downloaded', async () => {
  const { calls } = startTestHost({ 'file.findKept': () => ({ file }) })
  const files = useAnswerFilesStore()
  await files.look(id, url)
  await files.look(id, url)
  expect([files.find(id, url), calls.map(([name]) => name)]).toEqual([
    { status: 'kept', file },
    ['file.findKept'],
  ])
})

it('a file says why it did not come, and can be downloaded again', async () => {
  const { answers } = startTestHost({
    'file.load': () => {
      throw new FailureError(createFailure('file-expired'))
    },
  })
  const files = useAnswerFilesStore()
  await files.load(id, url)
  const first = files.find(id, url)
  answers['file.load'] = () => file
  await files.load(id, url)
  expect([first, files.find(id, url)]).toEqual([
    { status: 'failed', failure: createFailure('file-expired') },
    { status: 'kept', file },
  ])
})

it('a file whose copy is damaged has to be downloaded anew', async () => {
  startTestHost({
    'file.load': () => file,
    'file.save': () => {
      throw new FailureError(createFailure('file-damaged'))
    },
  })
  const files = useAnswerFilesStore()
  await files.load(id, url)
  await files.save(id, url, 'a.pdf')
  expect(files.find(id, url)).toEqual({ status: 'failed', failure: createFailure('file-damaged') })
})
