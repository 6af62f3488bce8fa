import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ImportPreview } from '#shared/profile-export.ts'
import { createProfile, startTestHost } from '../../stores/test-host.ts'
import { useProfileImport } from './use-profile-import.ts'

function fileOf(text: string, size = text.length): Pick<File, 'size' | 'text'> {
  return { size, text: () => Promise.resolve(text) }
}

const profile = createProfile(1)
const preview: ImportPreview = {
  type: 'readable',
  entries: [
    { status: 'usable', profile, isNameTaken: false },
    { status: 'usable', profile, isNameTaken: true },
    { status: 'invalid', name: 'Odd', field: 'color' },
  ],
}

describe('a file that a person chooses', () => {
  it('shows what is in it, with those picked whose name is free', async () => {
    startTestHost({ 'profile.readImport': () => preview })
    const file = useProfileImport()
    await file.read(fileOf('{}'))
    expect([file.entries.value, file.picks.value, file.problem.value]).toEqual([
      preview.entries,
      [0],
      undefined,
    ])
  })

  it('is imported as far as it was picked, and then put away', async () => {
    const host = startTestHost({ 'profile.readImport': () => preview, 'profile.import': () => [profile] })
    const file = useProfileImport()
    await file.read(fileOf('{}'))
    file.picks.value = [1]
    await file.importPicked()
    expect([host.calls.at(-1), file.importedCount.value, file.entries.value]).toEqual([
      ['profile.import', { text: '{}', picks: [1] }],
      1,
      undefined,
    ])
  })

  it.each([
    ['is too large to be read', fileOf('', 900_001), 'too-large'],
    ['has too many characters', fileOf('x'.repeat(300_001)), 'too-large'],
    ['is a picture', fileOf('\x89PNG\0\0'), 'not-json'],
    ['is gone', { size: 1, text: () => Promise.reject(new Error('NotFoundError')) }, 'unreadable'],
  ])('and that %s never goes to the engine', async (_what, chosen, problem) => {
    const { calls } = startTestHost({})
    const file = useProfileImport()
    await file.read(chosen)
    expect([file.problem.value, calls]).toEqual([problem, []])
  })

  it('stays picked when it cannot be kept', async () => {
    startTestHost({
      'profile.readImport': () => preview,
      'profile.import': () => {
        throw new FailureError(createFailure('not-saved'))
      },
    })
    const file = useProfileImport()
    await file.read(fileOf('{}'))
    await file.importPicked()
    expect([file.failure.value?.code, file.picks.value]).toEqual(['not-saved', [0]])
  })
})
