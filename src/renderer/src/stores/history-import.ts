// Owns the import of exported history as a page sees it, from the file that a person chose to what came of it. It goes on
// while the dialog is closed; how a file gets to the engine is bridge/send-file.ts's matter.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { FailureError, type Failure } from '#shared/failure.ts'
import type { HistoryPreview, ImportedHistory } from '#shared/history-import.ts'
import { sendFile } from '../bridge/send-file.ts'
import { useBridge } from '../bridge/use-bridge.ts'

type ReadablePreview = Extract<HistoryPreview, { type: 'readable' }>
type UnreadablePreview = Extract<HistoryPreview, { type: 'unreadable' }>

export type ImportStep =
  | { readonly type: 'choosing' }
  | { readonly type: 'sending' | 'reading' | 'adding' }
  | { readonly type: 'previewed'; readonly uploadId: string; readonly preview: ReadablePreview }
  | { readonly type: 'done'; readonly result: ImportedHistory }

export const useHistoryImportStore = defineStore('history-import', () => {
  const bridge = useBridge()
  const step = shallowRef<ImportStep>({ type: 'choosing' })
  const fileName = shallowRef('')
  /** From 0 to 1, of the step that is on its way. */
  const progress = shallowRef(0)
  const problem = shallowRef<UnreadablePreview['problem'] | 'unreadable' | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const isBusy = computed(() => ['sending', 'reading', 'adding'].includes(step.value.type))

  let importId = ''
  let abort = new AbortController()

  bridge.on(({ name, payload }) => {
    if (name !== 'import.progressed' || payload.importId !== importId) return
    progress.value = payload.totalBytes === 0 ? 1 : payload.bytes / payload.totalBytes
  })

  function begin(type: 'sending' | 'reading' | 'adding'): void {
    step.value = { type }
    progress.value = 0
  }

  function restart(): void {
    step.value = { type: 'choosing' }
    problem.value = null
    failure.value = null
  }

  async function choose(file: File | undefined): Promise<void> {
    if (!file || isBusy.value) return
    forgetPreview()
    restart()
    fileName.value = file.name
    importId = crypto.randomUUID()
    abort = new AbortController()
    const { signal } = abort
    try {
      begin('sending')
      const uploadId = await sendFile(bridge, file, {
        signal,
        onProgress: (received) => (progress.value = received / file.size),
      })
      begin('reading')
      const preview = await bridge.call('import.read', { importId, uploadId })
      if (preview.type === 'readable') step.value = { type: 'previewed', uploadId, preview }
      else {
        drop(uploadId)
        restart()
        if (preview.type === 'unreadable') problem.value = preview.problem
      }
    } catch (error) {
      restart()
      if (signal.aborted) return
      if (error instanceof FailureError) failure.value = error.failure
      // What else can go wrong is the file: it was moved, or may not be read.
      else problem.value = 'unreadable'
    }
  }

  async function start(): Promise<void> {
    if (step.value.type !== 'previewed') return
    const { uploadId } = step.value
    begin('adding')
    try {
      step.value = { type: 'done', result: await bridge.call('import.start', { importId, uploadId }) }
    } catch (error) {
      restart()
      if (!(error instanceof FailureError)) throw error
      failure.value = error.failure
    }
  }

  async function cancel(): Promise<void> {
    abort.abort()
    if (isBusy.value) await bridge.call('import.cancel', { importId }).catch(() => undefined)
  }

  /** A file that was looked at and not taken is not kept by the program. */
  function forgetPreview(): void {
    if (step.value.type === 'previewed') drop(step.value.uploadId)
  }

  function drop(uploadId: string): void {
    void bridge.call('upload.drop', { uploadId }).catch(() => undefined)
  }

  /** For a dialog that is opened anew; what is on its way goes on. */
  function reset(): void {
    if (isBusy.value) return
    forgetPreview()
    restart()
  }

  return { step, fileName, progress, problem, failure, isBusy, choose, start, cancel, reset }
})
