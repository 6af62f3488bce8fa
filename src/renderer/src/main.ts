// Owns the start of the page: the way to the engine, the stores, the languages, and the one component on top of it all.
import './without-eval.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/search.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { connectHost } from './bridge/connect-host.ts'
import { paceHost } from './bridge/frame-pace.ts'
import { installBridge } from './bridge/use-bridge.ts'
import { guardCompositions } from './composables/guard-compositions.ts'
import { i18n } from './i18n/index.ts'

guardCompositions(window)
installBridge(paceHost(connectHost()))
createApp(App).use(createPinia()).use(i18n).mount('#app')
