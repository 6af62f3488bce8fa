// Owns the browser of the end-to-end tests: finds a Chromium that starts, else installs one. Where one may be is
// browser-candidates.mjs.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listSystemBrowsers } from './browser-candidates.mjs'
import { toolEnvironment } from './ensure-node.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { packageScript } from './package-script.mjs'
import { runLogged } from './run-logged.mjs'
import { SetupError } from './setup-error.mjs'

/** @import { Project } from './project.mjs' */

const versionTimeoutMs = 60_000
const stallLimitMs = 60_000

/**
 * Returns the path of a Chromium that starts.
 * @param {Project} project
 * @param {string} node
 */
export async function ensureBrowser(project, node) {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen) {
    if (await canStart(chosen)) return chosen
    throw new SetupError(`CHROMIUM_PATH names ${chosen}, which does not start; correct it or leave it unset.`)
  }
  const found = await findBrowser(project, node)
  if (found !== undefined) return found
  return await oneAtATime(project, async () => {
    for (const install of [installWithPlaywright, installWithApt]) {
      await install(project, node)
      const installed = await findBrowser(project, node)
      if (installed !== undefined) return installed
    }
    throw new SetupError(
      'No Chromium was found and none could be installed; install Chromium or Google Chrome, or set CHROMIUM_PATH to one, and run the command again.',
    )
  })
}

/**
 * @param {Project} project
 * @param {string} node
 */
async function findBrowser(project, node) {
  const own = await playwrightBrowser(project, node)
  return await findStarting([...listSystemBrowsers(process.platform, process.env), ...own])
}

/**
 * The first of the paths at which there is a browser that starts.
 * @param {readonly string[]} paths
 */
export async function findStarting(paths) {
  for (const path of paths) {
    if (existsSync(path) && (await canStart(path))) return path
  }
  return undefined
}

/**
 * A file alone proves little: some systems have a chromium-browser that only says where to get one.
 * @param {string} path
 */
async function canStart(path) {
  // On Windows a browser that is asked for its version opens a window instead.
  if (process.platform === 'win32') return existsSync(path)
  try {
    await promisify(execFile)(path, ['--version'], { timeout: versionTimeoutMs })
    return true
  } catch {
    return false
  }
}

/**
 * Where Playwright would put its Chromium.
 * @param {Project} project
 * @param {string} node
 */
async function playwrightBrowser(project, node) {
  const script = "process.stdout.write(require('playwright-core').chromium.executablePath())"
  try {
    const { stdout } = await promisify(execFile)(node, ['-e', script], { cwd: project.root })
    return [stdout]
  } catch {
    return []
  }
}

/**
 * @param {Project} project
 * @param {string} node
 */
async function installWithPlaywright(project, node) {
  project.say('Downloading Chromium for the tests…')
  const temporary = join(project.cache, 'chromium-download')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary)
  const [browser] = await playwrightBrowser(project, node)
  await runLogged({
    command: node,
    args: [
      packageScript(project.root, '@playwright/test', 'playwright'),
      'install',
      '--no-shell',
      'chromium',
    ],
    cwd: project.root,
    env: {
      ...toolEnvironment(project, node, process.env),
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
    },
    log: join(project.cache, 'chromium-download.log'),
    stall: {
      limitMs: stallLimitMs,
      folders: [temporary, ...(browser === undefined ? [] : [join(browser, '..')])],
    },
  })
  rmSync(temporary, { recursive: true, force: true })
}

/** Not bounded by progress: a package that is being unpacked must not be cut off; apt has limits of its own.
 * @param {Project} project
 */
async function installWithApt(project) {
  const apt = '/usr/bin/apt-get'
  if (process.getuid?.() !== 0 || !existsSync(apt)) return
  project.say('Installing Chromium from the system’s packages…')
  const limits = [
    '-o',
    'Acquire::http::Timeout=30',
    '-o',
    'Acquire::Retries=2',
    '-o',
    'DPkg::Lock::Timeout=300',
  ]
  const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']
  for (const [index, args] of [['update'], packages].entries()) {
    await runLogged({
      command: apt,
      args: [...limits, ...args],
      cwd: project.root,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      log: join(project.cache, `apt-${index + 1}.log`),
    })
  }
}
