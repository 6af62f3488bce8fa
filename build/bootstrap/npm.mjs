// Owns how npm is started from here: which npm, with which Node, and with an environment in which an npm that runs
// inside another npm behaves like one that a person started.
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, resolve, sep } from 'node:path'

/** @typedef {{ command: string, args: string[] }} Command */

/**
 * Finds npm: the one that runs this program, else the one beside Node, else the first on the path. The Node that runs it
 * is never the project's own, which an installation takes away. Undefined when there is no npm.
 * @param {{ env: NodeJS.ProcessEnv, root: string, execPath?: string, exists?: (path: string) => boolean }} options
 * @returns {Command | undefined}
 */
export function findNpm({ env, root, execPath = process.execPath, exists = existsSync }) {
  const own = join(root, 'node_modules') + sep
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'
  const nodes = [env['npm_node_execpath'], execPath, ...folders.map((folder) => join(folder, nodeName))]
  const node = nodes.find((path) => path !== undefined && !resolve(path).startsWith(own) && exists(path))
  if (node === undefined) return undefined

  const nodeFolder = dirname(node)
  const script = [
    env['npm_execpath'],
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...folders.map((folder) => followLink(join(folder, 'npm'))),
  ].find((path) => path !== undefined && path.endsWith('npm-cli.js') && exists(path))
  return script === undefined ? undefined : { command: node, args: [script] }
}

/**
 * The environment for a nested npm: what the outer one says of its own run is left out, what a person set (registry,
 * proxy, cache, mirrors) stays.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment(env) {
  const ofOuterRun = /^(npm_(package|lifecycle)_.*|npm_command|npm_config_(local|global)_prefix|INIT_CWD)$/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofOuterRun.test(name)))
}

/** @param {string} path */
function followLink(path) {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
