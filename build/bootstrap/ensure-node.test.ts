import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectNodePath, toolEnvironment } from './ensure-node.mjs'
import { openProject } from './project.mjs'
import { complainAboutNode } from './run-setup.mjs'
import { makeTestFolder } from './test-folder.ts'

describe('projectNodePath', () => {
  it('names the program as the system does', () => {
    const names = [projectNodePath('/p', 'linux'), projectNodePath('/p', 'win32')]
    expect(names).toEqual(['node', 'node.exe'].map((name) => join('/p', 'node_modules', 'node', 'bin', name)))
  })
})

describe('toolEnvironment', () => {
  it('puts this Node and the project’s tools first, under the one name of the path', () => {
    const project = openProject(makeTestFolder(), () => undefined)
    const tools = join(project.root, 'node_modules', '.bin')
    expect(toolEnvironment(project, '/n/bin/node', { Path: '/usr/bin', A: 'b' })).toEqual({
      A: 'b',
      PATH: ['/n/bin', tools, '/usr/bin'].join(delimiter),
    })
  })
})

describe('complainAboutNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('has nothing against %s', (version) => {
    expect(complainAboutNode(version)).toEqual(undefined)
  })

  it.each(['18.20.4', '20.18.3', '16.0.0'])('says what to do about %s', (version) => {
    expect(complainAboutNode(version)).toEqual(
      `ADP Desk needs Node.js 20.19 or newer and this is ${version}; install a newer Node.js and run the command again.`,
    )
  })
})
