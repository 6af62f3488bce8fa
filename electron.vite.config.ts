// Builds the three parts of the program into out/. The main part has an entry for each shell, `index` for Electron and
// `server` for the browser-hosted program, and one for the worker threads of both. The preload is one CommonJS file, because a sandboxed preload can load no other.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      target: 'node24',
      sourcemap: true,
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          server: 'src/server/index.ts',
          'history-worker': 'src/core/worker/thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    build: {
      target: 'chrome140',
      minify: true,
      // Kilobytes. The page comes from the disk in one piece; nothing of it travels a network.
      chunkSizeWarningLimit: 1200,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
})
