// Builds the three parts of the program into out/. The main part has an entry for each shell, `index` for Electron and
// `server` for the browser-hosted program, and one for the worker threads of both. The preload is one CommonJS file, because a sandboxed preload can load no other.
// Beside the page are the frames in which diagrams are drawn, each one document with its script inside of it: a frame of an
// origin of its own may load nothing, not even from us.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

const frames = ['mermaid', 'chart']

function diagramFrames(): Plugin {
  return {
    name: 'diagram-frames',
    async generateBundle() {
      for (const name of frames) {
        const source = `<!doctype html>\n<meta charset="utf-8" />\n<title>${name}</title>\n<script>${await bundleFrame(name)}</script>\n`
        this.emitFile({ type: 'asset', fileName: `frames/${name}.html`, source })
      }
    },
  }
}

/** The whole of a frame as one classic script that can stand inside of an element. */
async function bundleFrame(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome140',
      minify: true,
      chunkSizeWarningLimit: 8000,
      rolldownOptions: {
        input: `src/renderer/src/diagrams/frame/${name}.ts`,
        output: { format: 'iife', codeSplitting: false },
        // Of what a bundle of one piece still has of loading pieces.
        transform: { define: { 'import.meta': '{}' } },
      },
    },
  })
  if (!('output' in built)) throw new Error(`The frame ${name} was not built in one piece.`)
  const [script] = built.output
  return script.code.replace(/<(?=\/script|script|!--)/gi, '\\x3C')
}

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
    plugins: [vue(), diagramFrames()],
    worker: { format: 'es' },
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
