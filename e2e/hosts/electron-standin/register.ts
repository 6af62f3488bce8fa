// Owns the switch: preloaded into plain Node (`--import`), it makes the module `electron` resolve to the stand-in for
// everything that the built program imports.
import { registerHooks } from 'node:module'

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : nextResolve(specifier, context),
})
