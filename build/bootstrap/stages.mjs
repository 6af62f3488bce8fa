// Owns what `npm test` consists of, in order. What a stage runs is a script of package.json, so that a person can run the
// same by hand; the counts come from the runners' own JSON reports.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './ensure-browser.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { toolEnvironment } from './ensure-node.mjs'
import { findNpm, npmEnvironment } from './npm.mjs'
import { runChild } from './run-child.mjs'
import { SetupError } from './setup-error.mjs'
import { countPlaywright, countVitest, readCounts } from './stage-report.mjs'

/** @import { Project } from './project.mjs' */
/** @import { Counts } from './stage-report.mjs' */

/** @typedef {{ exitCode: number, wasAskedToStop?: boolean, counts?: Counts | undefined }} StageEnd */
/**
 * `isCheck`: looks at the sources alone. All checks run whatever the others say; the rest only when they hold.
 * @typedef {{ name: string, isCheck: boolean, run: () => Promise<StageEnd> }} Stage
 */

/**
 * @param {Project} project
 * @param {string} node
 * @returns {Stage[]}
 */
export function listStages(project, node) {
  const reports = join(project.cache, 'reports')
  const unitReport = join(reports, 'unit.json')
  const journeyReport = join(reports, 'end-to-end.json')
  mkdirSync(reports, { recursive: true })
  for (const path of [unitReport, journeyReport]) rmSync(path, { force: true })

  /**
   * @param {string} script
   * @param {readonly string[]} [args]
   * @param {NodeJS.ProcessEnv} [env]
   */
  const npmRun = (script, args = [], env = {}) => runScript(project, node, script, args, env)
  return [
    { name: 'format', isCheck: true, run: () => npmRun('check:format') },
    { name: 'lint', isCheck: true, run: () => npmRun('check:lint') },
    { name: 'types', isCheck: true, run: () => npmRun('check:types') },
    { name: 'dead code', isCheck: true, run: () => npmRun('check:dead') },
    {
      name: 'unit',
      isCheck: true,
      run: async () => {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
        return withCounts(project, await npmRun('check:unit', reporters), readCounts(unitReport, countVitest))
      },
    },
    {
      name: 'build',
      isCheck: false,
      run: async () => {
        await ensureBuild(project, node)
        return { exitCode: 0 }
      },
    },
    {
      name: 'end-to-end',
      isCheck: false,
      run: async () => {
        await ensureBuild(project, node)
        const browser = await ensureBrowser(project, node)
        const end = await npmRun('e2e', ['--reporter=list,json'], {
          CHROMIUM_PATH: browser,
          // Playwright tells its workers about colours itself; Node warns when they hear it twice.
          NO_COLOR: process.env['NO_COLOR'],
          PLAYWRIGHT_JSON_OUTPUT_FILE: journeyReport,
        })
        return withCounts(project, end, readCounts(journeyReport, countPlaywright))
      },
    },
  ]
}

/**
 * @param {Project} project
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function runScript(project, node, script, args, env) {
  const npm = findNpm({ env: process.env, root: project.root })
  if (npm === undefined) throw new SetupError('npm was not found; install npm and run the command again.')
  return await runChild(npm.command, [...npm.args, 'run', '--silent', script, '--', ...args], {
    cwd: project.root,
    env: { ...toolEnvironment(project, node, npmEnvironment(process.env)), ...colours(), ...env },
    stdin: 'ignore',
  })
}

/**
 * A runner that reported nothing has not shown that anything holds.
 * @param {Project} project
 * @param {StageEnd} end
 * @param {Counts | undefined} counts
 * @returns {StageEnd}
 */
function withCounts(project, end, counts) {
  if (counts !== undefined) return { ...end, counts }
  project.say('The runner ended without a report.')
  return { ...end, exitCode: end.exitCode === 0 ? 1 : end.exitCode }
}

/** Some runners take CI for a terminal; what goes into a file is plain. */
function colours() {
  return process.stdout.isTTY || process.env['FORCE_COLOR'] ? {} : { NO_COLOR: '1' }
}
