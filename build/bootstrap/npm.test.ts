import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findNpm, npmEnvironment } from './npm.mjs'

const root = '/home/li/my project'
const ownNode = `${root}/node_modules/node/bin/node`

/** A system on which only these files are there. */
const on =
  (...files: string[]) =>
  (path: string) =>
    files.includes(path)

describe('findNpm', () => {
  it('takes the npm and the Node that run this program', () => {
    const env = {
      npm_node_execpath: '/usr/bin/node',
      npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js',
    }
    const exists = on('/usr/bin/node', '/usr/lib/node_modules/npm/bin/npm-cli.js')
    expect(findNpm({ env, root, execPath: ownNode, exists })).toEqual({
      command: '/usr/bin/node',
      args: ['/usr/lib/node_modules/npm/bin/npm-cli.js'],
    })
  })

  it('takes the npm beside Node when no npm runs this program', () => {
    const exists = on('/opt/node/bin/node', '/opt/node/lib/node_modules/npm/bin/npm-cli.js')
    expect(findNpm({ env: {}, root, execPath: '/opt/node/bin/node', exists })).toEqual({
      command: '/opt/node/bin/node',
      args: ['/opt/node/lib/node_modules/npm/bin/npm-cli.js'],
    })
  })

  it('never runs npm on the project’s own Node, which an installation takes away', () => {
    const env = {
      npm_node_execpath: ownNode,
      npm_execpath: '/usr/lib/npm/npm-cli.js',
      PATH: [join(root, 'node_modules', '.bin'), '/usr/bin'].join(delimiter),
    }
    const exists = on(ownNode, `${root}/node_modules/.bin/node`, '/usr/bin/node', '/usr/lib/npm/npm-cli.js')
    expect(findNpm({ env, root, execPath: ownNode, exists })).toEqual({
      command: '/usr/bin/node',
      args: ['/usr/lib/npm/npm-cli.js'],
    })
  })

  it('does not take another package manager for npm', () => {
    const env = { npm_execpath: '/usr/lib/yarn/yarn.js' }
    const exists = on('/usr/bin/node', '/usr/lib/yarn/yarn.js')
    expect(findNpm({ env, root, execPath: '/usr/bin/node', exists })).toEqual(undefined)
  })
})

describe('npmEnvironment', () => {
  it('leaves out what the outer npm says of its own run and keeps what a person set', () => {
    const env = {
      npm_lifecycle_event: 'start',
      npm_package_name: 'adp-desk',
      npm_command: 'run',
      npm_config_local_prefix: '/somewhere',
      INIT_CWD: '/somewhere',
      npm_config_registry: 'http://127.0.0.1:4873/',
      HTTPS_PROXY: 'http://127.0.0.1:3128',
      PATH: '/usr/bin',
    }
    expect(npmEnvironment(env)).toEqual({
      npm_config_registry: 'http://127.0.0.1:4873/',
      HTTPS_PROXY: 'http://127.0.0.1:3128',
      PATH: '/usr/bin',
    })
  })
})
