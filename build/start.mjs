// `npm start`: sets up what is missing and opens the program, in an Electron window where that can be, else in the
// browser. What each step does is in bootstrap/.
import { join, resolve } from 'node:path'
import { findElectronObstacle, readSystem } from './bootstrap/electron-obstacle.mjs'
import { ensureBuild } from './bootstrap/ensure-build.mjs'
import { ensureDependencies } from './bootstrap/ensure-dependencies.mjs'
import { electronFolder, ensureElectron } from './bootstrap/ensure-electron.mjs'
import { ensureNode } from './bootstrap/ensure-node.mjs'
import { runChild } from './bootstrap/run-child.mjs'
import { runSetup } from './bootstrap/run-setup.mjs'
import { parseStartArguments, startHelp } from './bootstrap/start-arguments.mjs'

/** @import { Project } from './bootstrap/project.mjs' */

await runSetup(async (project) => {
  const startedAt = Date.now()
  const args = parseStartArguments(process.argv.slice(2))
  if (args.wantsHelp) {
    project.say(startHelp)
    return 0
  }
  await ensureDependencies(project)
  const node = await ensureNode(project)
  await ensureBuild(project, node)
  const electron = await findWindow(project, node, args.shouldRetryElectron)
  project.say(`Set-up took ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.`)

  const forBoth = [
    ...(args.isDemo ? ['--demo'] : []),
    ...(args.profile === undefined ? [] : ['--profile', args.profile]),
  ]
  const folder = args.folder === undefined ? {} : { ADP_DESK_DATA_DIR: resolve(args.folder) }
  // Set by editors that are Electron programs themselves; it would turn ours into a plain Node.
  const env = { ...process.env, ...folder, ELECTRON_RUN_AS_NODE: undefined }
  if (electron !== undefined) return (await runChild(electron, [project.root, ...forBoth], { env })).exitCode
  return (
    await runChild(node, [join(project.root, 'out', 'main', 'server.js'), ...forBoth, ...args.forServer], {
      env,
    })
  ).exitCode
})

/**
 * The path of an Electron that can open a window here; undefined after saying why there is none.
 * @param {Project} project
 * @param {string} node
 * @param {boolean} shouldRetry
 */
async function findWindow(project, node, shouldRetry) {
  const obstacle = findElectronObstacle(
    readSystem(join(electronFolder(project.root), 'dist', 'chrome-sandbox')),
  )
  const found =
    obstacle === undefined ? await ensureElectron(project, node, { shouldRetry }) : { reason: obstacle }
  if ('path' in found) return found.path
  project.say(`${found.reason}; opening ADP Desk in the browser instead.`)
  return undefined
}
