// Owns the installation of the packages: `npm ci` when package.json's dependencies or the lock file have changed since
// the last one that was finished. Which Node runs everything afterwards is ensure-node.mjs.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { explainInstallFailure } from './explain-install-failure.mjs'
import { fingerprintTexts } from './fingerprint.mjs'
import { findNpm, npmEnvironment } from './npm.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { lastLines, runLogged } from './run-logged.mjs'
import { SetupError } from './setup-error.mjs'
import { findStamp, removeStamp, setStamp } from './stamp.mjs'

/** @import { Project } from './project.mjs' */

const stampName = 'dependencies'
const stillAtWorkMs = 30_000

/** @param {Project} project */
export async function ensureDependencies(project) {
  const wanted = fingerprintDependencies(project.root, process.platform, process.arch)
  const isInstalled = () =>
    findStamp(project, stampName) === wanted &&
    existsSync(join(project.root, 'node_modules', '.package-lock.json'))
  if (isInstalled()) return
  await oneAtATime(project, async () => {
    if (isInstalled()) return
    removeStamp(project, stampName)
    await install(project)
    setStamp(project, stampName, wanted)
  })
}

/**
 * The fingerprint of everything that decides what is installed.
 * @param {string} root
 * @param {string} platform
 * @param {string} arch
 */
export function fingerprintDependencies(root, platform, arch) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } = manifest
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  return fingerprintTexts([
    JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, allowScripts]),
    lock,
    platform,
    arch,
  ])
}

/** @param {Project} project */
async function install(project) {
  const npm = findNpm({ env: process.env, root: project.root })
  if (npm === undefined) {
    throw new SetupError('npm was not found; install Node.js together with npm and run the command again.')
  }
  project.say('Installing packages… (a minute or two the first time)')
  moveRunningNode(project)
  const startedAt = Date.now()
  const stillAtWork = setInterval(() => {
    project.say(`Still installing packages (${Math.round((Date.now() - startedAt) / 1_000)} s)…`)
  }, stillAtWorkMs)
  try {
    const { exitCode, output } = await runLogged({
      command: npm.command,
      args: [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress'],
      cwd: project.root,
      env: npmEnvironment(process.env),
      log: join(project.cache, 'npm-ci.log'),
    })
    if (exitCode !== 0) {
      for (const line of lastLines(output)) project.say(line)
      throw new SetupError(explainInstallFailure(output))
    }
  } finally {
    clearInterval(stillAtWork)
  }
}

/**
 * Windows deletes no program that runs, but it lets it be renamed: when this program runs on the project's own Node, that
 * one file steps aside for the installation.
 * @param {Project} project
 */
function moveRunningNode(project) {
  const own = join(project.root, 'node_modules')
  if (process.platform === 'win32' && process.execPath.startsWith(own)) {
    renameSync(process.execPath, join(project.cache, `old-node-${process.pid}.exe`))
  }
}
