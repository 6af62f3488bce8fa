// The entry of the browser-hosted program, built to out/main/server.js. Both this file and the built one lie two folders
// below the root of the project, so the paths hold for both.
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

const root = join(import.meta.dirname, '..', '..')

await runProgram(process.argv.slice(2), {
  packageFile: join(root, 'package.json'),
  rendererDir: join(root, 'out', 'renderer'),
  workerFile: join(root, 'out', 'main', 'history-worker.js'),
})
