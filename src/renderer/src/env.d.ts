// Owns what the compiler cannot find out by itself: what Electron's preload script (src/preload/index.ts) puts into the
// window, and the attributes that templates may write although Vue's types do not list them.
import type { Bridge } from '#shared/contract/bridge.ts'
import type { AriaAttributes } from 'vue'

declare global {
  interface Window {
    readonly adpDesk?: Bridge
  }
}

declare module 'vue' {
  interface HTMLAttributes {
    [name: `data-${string}`]: unknown
    'aria-description'?: string | undefined
  }

  /** What falls through a component to its element. */
  interface ComponentCustomProps extends AriaAttributes, Pick<HTMLAttributes, 'dir' | 'title' | 'onClick'> {
    [name: `data-${string}`]: unknown
  }
}
