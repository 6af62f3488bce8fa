// Owns whether the dialog is open in which conversations are exported, and which ones. The dialog stands in App.vue; what
// becomes of an export is in stores/exports.ts.
import { ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { ExportScope } from '#shared/export.ts'

const isOpen = ref(false)
const scope = shallowRef<ExportScope>({ type: 'all' })

export interface ExportDialog {
  readonly isOpen: Ref<boolean>
  /** Stays what it was while the dialog closes. */
  readonly scope: Readonly<Ref<ExportScope>>
  openExport(scope: ExportScope): void
}

export function useExportDialog(): ExportDialog {
  return {
    isOpen,
    scope: shallowReadonly(scope),
    openExport: (wanted) => {
      scope.value = wanted
      isOpen.value = true
    },
  }
}
