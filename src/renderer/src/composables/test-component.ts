// Owns a component without a page for the tests of composables: set up, mounted, with everything injected that they use.
import { createRenderer, type App } from 'vue'
import { i18n } from '../i18n/index.ts'

/** Vue asks nothing of nodes but that they are there. */
const { createApp } = createRenderer<object, object>({
  createElement: () => ({}),
  createText: () => ({}),
  createComment: () => ({}),
  insert: () => undefined,
  remove: () => undefined,
  patchProp: () => undefined,
  setText: () => undefined,
  setElementText: () => undefined,
  parentNode: () => null,
  nextSibling: () => null,
})

/** Runs `setup` as a component does that is on the page until `unmount`. */
export function mountSetup(setup: () => void): Pick<App, 'unmount'> {
  const app = createApp({
    setup() {
      setup()
      return () => null
    },
  })
  app.use(i18n).mount({})
  return app
}
