// Owns the build: electron-vite runs when a source or the result has changed since the last build that was finished. The
// result counts too, because `npm run dev` and `npm run build` write to the same folder.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { toolEnvironment } from './ensure-node.mjs'
import { fingerprintFiles } from './fingerprint.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { packageScript } from './package-script.mjs'
import { lastLines, runLogged } from './run-logged.mjs'
import { SetupError } from './setup-error.mjs'
import { findStamp, removeStamp, setStamp } from './stamp.mjs'

/** @import { Project } from './project.mjs' */

const stampName = 'build'
const sources = ['src', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const results = [
  'main/index.js',
  'main/server.js',
  'main/history-worker.js',
  'preload/index.cjs',
  'renderer/index.html',
]

/**
 * @param {Project} project
 * @param {string} node
 */
export async function ensureBuild(project, node) {
  if (isBuilt(project)) return
  await oneAtATime(project, async () => {
    if (isBuilt(project)) return
    removeStamp(project, stampName)
    const built = fingerprintFiles(project.root, sources)
    await build(project, node)
    setStamp(project, stampName, stampOf(project, built))
  })
}

/** @param {Project} project */
export function isBuilt(project) {
  const stamp = findStamp(project, stampName)
  return stamp !== undefined && stamp === stampOf(project, fingerprintFiles(project.root, sources))
}

/**
 * @param {Project} project
 * @param {string} sourcesFingerprint
 */
function stampOf(project, sourcesFingerprint) {
  return `${sourcesFingerprint} ${fingerprintFiles(project.root, ['out'])}`
}

/**
 * @param {Project} project
 * @param {string} node
 */
async function build(project, node) {
  project.say('Building…')
  const { exitCode, output } = await runLogged({
    command: node,
    args: [packageScript(project.root, 'electron-vite'), 'build', '--logLevel', 'warn'],
    cwd: project.root,
    env: { ...toolEnvironment(project, node, process.env), NODE_ENV: undefined },
    log: join(project.cache, 'build.log'),
  })
  const missing = results.find((path) => !existsSync(join(project.root, 'out', path)))
  if (exitCode === 0 && missing === undefined) return
  for (const line of lastLines(output)) project.say(line)
  throw new SetupError(
    exitCode === 0
      ? `The build made no out/${missing}; check electron.vite.config.ts and run the command again.`
      : 'The build failed; mend what the lines above name, or restore the files as they were released, and run the command again.',
  )
}
