// Owns a diagram on the page from its source to what has become of it: it is drawn when it is near the window, again when
// theme or width change, and what is there stays until the next is.
import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useNearness } from '../composables/use-nearness.ts'
import { diagramPictures } from './diagram-pictures.ts'
import type { DiagramKind, DrawOutcome, DrawRequest } from './frame-messages.ts'
import { useDiagramTheme } from './use-diagram-theme.ts'

/** Widths are rounded to this, so that not each of them is drawn anew. Pixels. */
const widthStep = 40
const minWidth = 320
const maxWidth = 1200
const resizeDelayMs = 250

/** The column is as wide for the next diagram as for the last, so that it is found drawn before it is measured. */
let lastWidth = 720

export interface Diagram {
  readonly outcome: Readonly<Ref<DrawOutcome | undefined>>
  readonly isDrawing: Readonly<Ref<boolean>>
  /** Draws again what took too long. */
  retry(): void
}

/** `source` is undefined while there is nothing to draw yet. */
export function useDiagram(
  kind: DiagramKind,
  source: () => string | undefined,
  element: Readonly<ShallowRef<HTMLElement | null>>,
): Diagram {
  const theme = useDiagramTheme()
  const width = shallowRef(lastWidth)
  const isNear = useNearness(element)
  const outcome = shallowRef<DrawOutcome>()
  const isDrawing = shallowRef(false)
  let running: AbortController | undefined
  let resizeTimer: ReturnType<typeof setTimeout> | undefined

  const request = computed<DrawRequest | undefined>(() => {
    const text = source()
    return text === undefined || !theme.value
      ? undefined
      : { source: text, theme: theme.value, width: width.value }
  })

  function stop(): void {
    running?.abort(new Error('The diagram is not wanted any more.'))
    running = undefined
    isDrawing.value = false
  }

  async function draw(): Promise<void> {
    stop()
    if (!request.value) {
      outcome.value = undefined
      return
    }
    const known = diagramPictures.find(kind, request.value)
    if (known) outcome.value = known
    if (known || !isNear.value) return
    const own = (running = new AbortController())
    isDrawing.value = true
    try {
      const drawn = await diagramPictures.draw(kind, request.value, own.signal)
      if (running === own) outcome.value = drawn
    } catch (error) {
      if (!own.signal.aborted) throw error
    } finally {
      if (running === own) stop()
    }
  }
  watch([request, isNear], draw, { immediate: true })

  function measure(): void {
    const available = element.value?.clientWidth ?? 0
    if (available === 0) return
    const rounded = Math.floor(available / widthStep) * widthStep
    lastWidth = width.value = Math.min(maxWidth, Math.max(minWidth, rounded))
  }

  let resizes: ResizeObserver | undefined
  onMounted(() => {
    if (!element.value) return
    measure()
    resizes = new ResizeObserver(() => {
      clearTimeout(resizeTimer)
      resizeTimer = setTimeout(measure, resizeDelayMs)
    })
    resizes.observe(element.value)
  })
  onBeforeUnmount(() => {
    stop()
    clearTimeout(resizeTimer)
    resizes?.disconnect()
  })

  return { outcome, isDrawing, retry: () => void draw() }
}
