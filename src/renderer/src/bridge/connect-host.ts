// Owns the choice of the way to the program: the preload script's bridge in the Electron shell, a socket in a browser.
import { readonly, ref } from 'vue'
import { copyPlain } from './copy-plain.ts'
import type { HostConnection } from './host-connection.ts'
import { connectSocket } from './socket-bridge.ts'

export function connectHost(): HostConnection {
  if (window.adpDesk) {
    const { call, on } = window.adpDesk
    // The main process lives at least as long as its page.
    return {
      call: (name, input) => call(name, copyPlain(input)),
      on,
      status: readonly(ref('connected')),
      onReconnected: () => () => undefined,
    }
  }
  const connection = connectSocket({
    location: window.location,
    history: window.history,
    storage: window.localStorage,
    fetch: (url, request) => window.fetch(url, request),
    openSocket: (url) => new WebSocket(url),
    after: (delayMs, callback) => {
      const timer = window.setTimeout(callback, delayMs)
      return () => window.clearTimeout(timer)
    },
    random: Math.random,
  })
  // Somebody has put a fresh address into this tab; only its fragment differs, so the browser does not load it by itself.
  window.addEventListener('hashchange', () => {
    if (window.location.hash.startsWith('#token=')) window.location.reload()
  })
  return connection
}
