// Owns which Node runs everything after the bootstrap: the one of the `node` package. Its binary is fetched by an install
// script, which npm may have been told not to run; then it is run here.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findNpm, npmEnvironment } from './npm.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { runLogged } from './run-logged.mjs'
import { SetupError } from './setup-error.mjs'

/** @import { Project } from './project.mjs' */

const wantedMajor = 24
const versionTimeoutMs = 30_000

/**
 * Returns the path of a Node that can run the project.
 * @param {Project} project
 */
export async function ensureNode(project) {
  const node = projectNodePath(project.root, process.platform)
  if ((await majorOf(node)) === wantedMajor) return node
  await oneAtATime(project, () => runInstaller(project))
  if ((await majorOf(node)) === wantedMajor) return node
  if (isGoodEnough(process.versions.node)) return process.execPath
  throw new SetupError(
    `Node.js ${wantedMajor} could not be installed; install Node.js ${wantedMajor} yourself and run the command again (details: .cache/node-install.log).`,
  )
}

/**
 * @param {string} root
 * @param {string} platform
 */
export function projectNodePath(root, platform) {
  return join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * The environment in which every tool finds this Node and the project's tools first.
 * @param {Project} project
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(project, node, env) {
  const { PATH, Path, ...others } = env
  const tools = join(project.root, 'node_modules', '.bin')
  return { ...others, PATH: [dirname(node), tools, PATH ?? Path ?? ''].join(delimiter) }
}

/** @param {string} version */
function isGoodEnough(version) {
  return Number(version.split('.')[0]) >= wantedMajor
}

/** @param {string} node */
async function majorOf(node) {
  try {
    const { stdout } = await promisify(execFile)(node, ['--version'], { timeout: versionTimeoutMs })
    return Number(/^v(\d+)\./.exec(stdout)?.[1])
  } catch {
    return undefined
  }
}

/** @param {Project} project */
async function runInstaller(project) {
  const folder = join(project.root, 'node_modules', 'node')
  const script = 'installArchSpecificPackage.js'
  if (!existsSync(join(folder, script))) return
  project.say(`Installing Node.js ${wantedMajor} for the project…`)
  await runLogged({
    // Not process.execPath: that may be the very Node which an installation has just taken away.
    command: findNpm({ env: process.env, root: project.root })?.command ?? process.execPath,
    args: [script],
    cwd: folder,
    env: npmEnvironment(process.env),
    log: join(project.cache, 'node-install.log'),
  })
}
