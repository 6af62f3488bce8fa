// Owns what a page does about backups: the list as it is by now, what is being copied and how far it is, what went wrong, and
// the backup that was looked at and may be restored.
import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { BackupList, BackupTask, RestorePreview, RestoreSource } from '#shared/backup.ts'
import type { Failure } from '#shared/failure.ts'
import { sendFile } from '../../bridge/send-file.ts'
import { takeDelivery } from '../../bridge/take-delivery.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { getFailure } from '../../stores/get-failure.ts'

type Activity = { readonly task: BackupTask | 'upload' | 'restore'; readonly share: number }

export function useBackups() {
  const bridge = useBridge()
  const list = shallowRef<BackupList>()
  const activity = shallowRef<Activity>()
  const failure = shallowRef<Failure>()
  const preview = shallowRef<RestorePreview>()
  let sending = new AbortController()
  let isCancelled = false

  const endListening = bridge.on((event) => {
    if (event.name === 'backup.changed') list.value = event.payload.list
    if (event.name === 'backup.progressed' && activity.value?.task === event.payload.task) {
      activity.value = event.payload
    }
  })
  onMounted(() => void attempt(undefined, load))
  onBeforeUnmount(endListening)

  async function load(): Promise<void> {
    list.value = await bridge.call('backup.list', {})
  }

  /** Says what is going on while it does, and what went wrong unless the person has ended it. */
  async function attempt(task: Activity['task'] | undefined, work: () => Promise<void>): Promise<void> {
    failure.value = undefined
    isCancelled = false
    if (task) activity.value = { task, share: 0 }
    try {
      await work()
    } catch (error) {
      if (!isCancelled) failure.value = getFailure(error)
    } finally {
      activity.value = undefined
    }
  }

  async function look(source: RestoreSource): Promise<void> {
    activity.value = { task: 'preview', share: 0 }
    preview.value = await bridge.call('backup.preview', source)
  }

  return {
    list,
    activity,
    failure,
    preview,
    isBusy: computed(() => activity.value !== undefined),
    create: () =>
      attempt('create', async () => {
        list.value = await bridge.call('backup.create', {})
      }),
    /** In the desktop program a dialog asks for the place first. */
    save: () =>
      attempt('export', async () => {
        const delivery = await bridge.call('backup.export', {})
        if (delivery) await takeDelivery(bridge, delivery)
      }),
    lookAt: (name: string) => attempt('preview', () => look({ type: 'backup', name })),
    lookAtFile: (file: File) =>
      attempt('upload', async () => {
        sending = new AbortController()
        const uploadId = await sendFile(bridge, file, {
          signal: sending.signal,
          onProgress: (received) => {
            activity.value = { task: 'upload', share: received / Math.max(1, file.size) }
          },
        })
        try {
          await look({ type: 'upload', uploadId })
        } finally {
          await bridge.call('upload.drop', { uploadId })
        }
      }),
    /** The page is loaded anew when it has happened: composables/use-reopening.ts. */
    restore: (restoreId: string) =>
      attempt('restore', async () => {
        await bridge.call('backup.restore', { restoreId })
      }),
    takeBack: () =>
      attempt('restore', async () => {
        await bridge.call('backup.takeBack', {})
      }),
    cancel: () => {
      isCancelled = true
      sending.abort()
      void bridge.call('backup.cancel', {}).catch(() => undefined)
    },
  }
}

export type Backups = ReturnType<typeof useBackups>
