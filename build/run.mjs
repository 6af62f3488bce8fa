// Runs a TypeScript file of the project on the project's Node: run.mjs [--with-build] [--with-browser] [Node flags] FILE
// [arguments]. The first two set up the built program and a Chromium (CHROMIUM_PATH) for files that drive them.
import { ensureBrowser } from './bootstrap/ensure-browser.mjs'
import { ensureBuild } from './bootstrap/ensure-build.mjs'
import { ensureDependencies } from './bootstrap/ensure-dependencies.mjs'
import { ensureNode, toolEnvironment } from './bootstrap/ensure-node.mjs'
import { runChild } from './bootstrap/run-child.mjs'
import { runSetup } from './bootstrap/run-setup.mjs'

await runSetup(async (project) => {
  const args = process.argv.slice(2)
  await ensureDependencies(project)
  const node = await ensureNode(project)
  if (takeFlag(args, '--with-build')) await ensureBuild(project, node)
  const browser = takeFlag(args, '--with-browser')
    ? { CHROMIUM_PATH: await ensureBrowser(project, node) }
    : {}
  return (await runChild(node, args, { env: { ...toolEnvironment(project, node, process.env), ...browser } }))
    .exitCode
})

/**
 * Takes a flag away from before the file's name, where arguments are not yet the file's own.
 * @param {string[]} args
 * @param {string} flag
 */
function takeFlag(args, flag) {
  const file = args.findIndex((arg) => !arg.startsWith('-'))
  const index = args.indexOf(flag)
  if (index < 0 || (file >= 0 && index > file)) return false
  args.splice(index, 1)
  return true
}
