// Owns the way of a file into the program: read here, understood by the engine, and imported when a person has picked.
import { ref, shallowRef, type Ref } from 'vue'
import type { Failure } from '#shared/failure.ts'
import { maxExportLength, type ImportPreview, type ImportProblem } from '#shared/profile-export.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { getFailure } from '../../stores/get-failure.ts'

type Entries = Extract<ImportPreview, { type: 'readable' }>['entries']
type FileProblem = ImportProblem | 'too-large' | 'unreadable'

/** No character of the longest text that is read takes more. */
const largestFileBytes = 3 * maxExportLength

export interface ProfileImport {
  /** What is in the file; undefined before there is one that can be read. */
  readonly entries: Readonly<Ref<Entries | undefined>>
  /** Places of the entries to be imported; at first those whose name is free. */
  readonly picks: Ref<number[]>
  readonly problem: Readonly<Ref<FileProblem | undefined>>
  readonly failure: Readonly<Ref<Failure | null>>
  /** How many have just been imported; 0 again with the next file. */
  readonly importedCount: Readonly<Ref<number>>
  read(file: Pick<File, 'size' | 'text'> | undefined): Promise<void>
  importPicked(): Promise<void>
}

export function useProfileImport(): ProfileImport {
  const bridge = useBridge()
  const entries = shallowRef<Entries>()
  const picks = shallowRef<number[]>([])
  const problem = shallowRef<FileProblem>()
  const failure = shallowRef<Failure | null>(null)
  const importedCount = ref(0)
  let text = ''

  function reset(): void {
    text = ''
    entries.value = undefined
    picks.value = []
    problem.value = undefined
    failure.value = null
    importedCount.value = 0
  }

  return {
    entries,
    picks,
    problem,
    failure,
    importedCount,
    async read(file) {
      if (!file) return
      reset()
      const content = await readText(file)
      if (typeof content !== 'string') {
        problem.value = content.problem
        return
      }
      try {
        const preview = await bridge.call('profile.readImport', { text: content })
        if (preview.type === 'unreadable') {
          problem.value = preview.problem
          return
        }
        text = content
        entries.value = preview.entries
        picks.value = preview.entries.flatMap((entry, index) =>
          entry.status === 'usable' && !entry.isNameTaken ? [index] : [],
        )
      } catch (error) {
        failure.value = getFailure(error)
      }
    },
    async importPicked() {
      failure.value = null
      try {
        const profiles = await bridge.call('profile.import', { text, picks: picks.value })
        reset()
        importedCount.value = profiles.length
      } catch (error) {
        failure.value = getFailure(error)
      }
    },
  }
}

async function readText(file: Pick<File, 'size' | 'text'>): Promise<string | { problem: FileProblem }> {
  if (file.size > largestFileBytes) return { problem: 'too-large' }
  try {
    const text = await file.text()
    // A picture or a program: each of its characters would take six on the way to the engine.
    if (/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return { problem: 'not-json' }
    return text.length > maxExportLength ? { problem: 'too-large' } : text
  } catch {
    // Gone, or a folder.
    return { problem: 'unreadable' }
  }
}
