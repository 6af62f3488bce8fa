// Owns the colours and sizes of diagrams: those of the program's tokens as they are at the moment, again whenever the
// theme or the size of the text changes.
import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { DiagramTheme } from './frame-messages.ts'

const series = ['blue', 'orange', 'green', 'violet', 'cyan', 'rose', 'amber', 'slate']

function readTheme(): DiagramTheme {
  const styles = getComputedStyle(document.documentElement)
  const read = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  return {
    isDark: document.documentElement.dataset['theme'] === 'dark',
    background: read('color-background'),
    surface: read('color-surface'),
    text: read('color-text'),
    mutedText: read('color-text-muted'),
    line: read('color-surface-active'),
    series: series.map((name) => read(`accent-${name}`)),
    // ECharts writes it between double quotes as it is.
    fontFamily: read('font-text').replace(/\s+/g, ' ').replaceAll('"', "'"),
    fontSize: Number.parseFloat(read('text-aside')),
  }
}

/** Undefined where there is no document, as where a component is rendered to text. */
export function useDiagramTheme(): Readonly<Ref<DiagramTheme | undefined>> {
  const theme = shallowRef<DiagramTheme>()
  if (typeof document === 'undefined') return theme
  theme.value = readTheme()
  const observer = new MutationObserver(() => (theme.value = readTheme()))
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-text-size'] })
  onScopeDispose(() => observer.disconnect())
  return theme
}
