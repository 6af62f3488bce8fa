// `npm run serve`: sets up what is missing and runs the browser-hosted program with the arguments given.
import { join } from 'node:path'
import { ensureBuild } from './bootstrap/ensure-build.mjs'
import { ensureDependencies } from './bootstrap/ensure-dependencies.mjs'
import { ensureNode } from './bootstrap/ensure-node.mjs'
import { runChild } from './bootstrap/run-child.mjs'
import { runSetup } from './bootstrap/run-setup.mjs'

await runSetup(async (project) => {
  await ensureDependencies(project)
  const node = await ensureNode(project)
  await ensureBuild(project, node)
  const server = join(project.root, 'out', 'main', 'server.js')
  return (await runChild(node, [server, ...process.argv.slice(2)], { env: process.env })).exitCode
})
