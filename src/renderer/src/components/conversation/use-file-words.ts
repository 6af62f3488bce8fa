// Owns the words for how far a file is on its way to the service.
import { useI18n } from 'vue-i18n'
import type { AttachmentState } from '#shared/attachment.ts'

export interface FileWords {
  /** Empty for one that is there. */
  describe(state: AttachmentState): string
}

export function useFileWords(): FileWords {
  const { t, n } = useI18n()
  const percent = (share: number) => n(share, { style: 'percent', maximumFractionDigits: 0 })
  return {
    describe(state) {
      switch (state.type) {
        case 'uploading':
          return t('attachments.uploading', { share: percent(state.share) })
        case 'parsing':
          return t('attachments.parsing', { share: percent(state.share) })
        case 'waiting':
          return t('attachments.waiting')
        case 'failed':
          return t('attachments.failed')
        case 'ready':
          return ''
      }
    },
  }
}

/** From 0 to 1, of the step that it is at; undefined when it is at none. */
export function getShare(state: AttachmentState): number | undefined {
  return state.type === 'uploading' || state.type === 'parsing' ? state.share : undefined
}
