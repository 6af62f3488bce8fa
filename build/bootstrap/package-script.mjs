// Owns where a package's command is: the script file that Node can run, the same on every system and without a shell.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} root
 * @param {string} packageName
 * @param {string} [commandName]
 * @returns {string}
 */
export function packageScript(root, packageName, commandName = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[commandName])
}
