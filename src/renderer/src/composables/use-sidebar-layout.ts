// Owns how the sidebar stands: its width, whether it is hidden, and whether the window is so narrow that it is a drawer.
import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue'

export const minSidebarWidth = 220
export const maxSidebarWidth = 420
const defaultWidth = 272
const widthKey = 'adp-desk.sidebar-width'

export interface SidebarLayout {
  readonly width: Readonly<Ref<number>>
  /** Below 720 px the sidebar lies over the conversation instead of standing beside it. */
  readonly isDrawer: Readonly<Ref<boolean>>
  readonly isShown: Readonly<Ref<boolean>>
  setWidth(width: number): void
  toggle(): void
  closeDrawer(): void
}

export function useSidebarLayout(): SidebarLayout {
  const width = ref(clampWidth(readWidth()))
  const isCollapsed = ref(false)
  const isDrawerOpen = ref(false)

  const narrowQuery = window.matchMedia('(max-width: 719px)')
  const isDrawer = shallowRef(narrowQuery.matches)
  const onWindowChange = () => {
    isDrawer.value = narrowQuery.matches
    isDrawerOpen.value = false
  }
  narrowQuery.addEventListener('change', onWindowChange)
  onScopeDispose(() => narrowQuery.removeEventListener('change', onWindowChange))

  return {
    width,
    isDrawer,
    isShown: computed(() => (isDrawer.value ? isDrawerOpen.value : !isCollapsed.value)),
    setWidth: (pixels) => {
      width.value = clampWidth(pixels)
      localStorage.setItem(widthKey, String(width.value))
    },
    toggle: () => {
      const flag = isDrawer.value ? isDrawerOpen : isCollapsed
      flag.value = !flag.value
    },
    closeDrawer: () => {
      isDrawerOpen.value = false
    },
  }
}

function readWidth(): number {
  return Number(localStorage.getItem(widthKey) ?? defaultWidth)
}

function clampWidth(pixels: number): number {
  if (!Number.isFinite(pixels)) return defaultWidth
  return Math.round(Math.min(maxSidebarWidth, Math.max(minSidebarWidth, pixels)))
}
