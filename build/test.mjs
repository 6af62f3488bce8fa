// `npm test`: sets up what is missing, then runs every check and every test, stage by stage (bootstrap/stages.mjs).
// `npm test -- unit end-to-end` runs the stages named.
import { ensureDependencies } from './bootstrap/ensure-dependencies.mjs'
import { ensureNode } from './bootstrap/ensure-node.mjs'
import { runSetup } from './bootstrap/run-setup.mjs'
import { runStages } from './bootstrap/run-stages.mjs'
import { SetupError } from './bootstrap/setup-error.mjs'
import { listStages } from './bootstrap/stages.mjs'
import { formatCounts, formatStages, sumCounts } from './bootstrap/stage-report.mjs'

await runSetup(async (project) => {
  const wanted = process.argv.slice(2)
  await ensureDependencies(project)
  const node = await ensureNode(project)
  const stages = listStages(project, node)
  const names = stages.map(({ name }) => name)
  if (!wanted.every((name) => names.includes(name))) {
    throw new SetupError(`The stages are: ${names.join(', ')}; name one of them or none.`)
  }
  const chosen = wanted.length === 0 ? stages : stages.filter(({ name }) => wanted.includes(name))
  const results = await runStages(chosen, project.say)
  const hasFailed = results.some(({ exitCode }) => exitCode !== 0)

  project.say('\n== summary ==')
  for (const line of formatStages(results)) project.say(line)
  if (hasFailed) project.say('Not everything holds; what failed is shown above under its stage.')
  project.say(formatCounts(sumCounts(results)))
  return hasFailed ? 1 : 0
})
