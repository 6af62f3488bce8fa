import { describe, expect, it } from 'vitest'
import { ensureBuild, isBuilt } from './ensure-build.mjs'
import { openProject } from './project.mjs'
import { SetupError } from './setup-error.mjs'
import { makeTestFolder, writeTestFile } from './test-folder.ts'

/** A stand-in for electron-vite's command: copies nothing, writes the four files a build has. */
const builder = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  if (require('node:fs').existsSync('src/broken')) { console.error('src/broken: syntax'); process.exit(1) }
  for (const path of [
    'main/index.js',
    'main/server.js',
    'main/history-worker.js',
    'preload/index.cjs',
    'renderer/index.html',
  ]) {
    mkdirSync('out/' + path.split('/')[0], { recursive: true })
    writeFileSync('out/' + path, '')
  }`

async function buildProject(lines: string[] = []) {
  const folder = makeTestFolder({
    'src/a.ts': 'a',
    'package.json': '{"type":"commonjs"}',
    'node_modules/electron-vite/package.json': '{"bin":{"electron-vite":"run.js"}}',
    'node_modules/electron-vite/run.js': builder,
  })
  const project = openProject(folder, (line) => lines.push(line))
  await ensureBuild(project, process.execPath)
  return { folder, project }
}

describe('ensureBuild', () => {
  it('builds once for the same sources', async () => {
    const lines: string[] = []
    const { project } = await buildProject(lines)
    await ensureBuild(project, process.execPath)
    expect(lines).toEqual(['Building…'])
  })

  it.each([
    ['a source has changed', 'src/a.ts'],
    ['a source was added', 'src/b.ts'],
    ['another command has written the result', 'out/main/index.js'],
  ])('takes the build for old when %s', async (_situation, path) => {
    const { folder, project } = await buildProject()
    writeTestFile(folder, path, 'changed')
    expect(isBuilt(project)).toEqual(false)
  })

  it('shows what a failed build said and does not take it for a good one', async () => {
    const lines: string[] = []
    const { folder, project } = await buildProject(lines)
    writeTestFile(folder, 'src/broken', '')
    await expect(ensureBuild(project, process.execPath)).rejects.toThrow(SetupError)
    expect([lines.at(-1), isBuilt(project)]).toEqual(['  src/broken: syntax', false])
  })
})
