// Rules about the repository itself that neither the compiler nor lint can keep.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** All files below a folder, as paths from the root of the project. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const documents = [...listFiles('docs'), 'README.md', 'CONTRIBUTING.md'].filter((file) =>
  file.endsWith('.md'),
)

describe('documents', () => {
  it.each(documents)('%s names only files that are there', (document) => {
    const text = readFileSync(document, 'utf8')
    const paths = [...text.matchAll(/`((?:src|e2e|bench|build|docs|test)\/[\w./@-]+\.\w+)`/g)].map(
      ([, path]) => path ?? '',
    )
    expect(paths.filter((path) => !existsSync(path))).toEqual([])
  })

  it.each(documents)('%s links only to files that are there', (document) => {
    const text = readFileSync(document, 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, link]) => link ?? '',
    )
    const folder = join(document, '..')
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([])
  })
})

describe('journeys', () => {
  it('carry only tags that choose where they run', () => {
    const known = [...readFileSync('playwright.config.ts', 'utf8').matchAll(/@[a-z]+-[a-z]+/g)].map(
      ([tag]) => tag,
    )
    const used = listFiles('e2e')
      .filter((file) => file.endsWith('.spec.ts'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/@[a-z]+-[a-z]+/g)].map(([tag]) => tag))
    expect(used.filter((tag) => !known.includes(tag))).toEqual([])
  })
})

describe('migrations', () => {
  it('are never edited once they are there', () => {
    const folder = 'src/core/store/migrations'
    const hashes = Object.fromEntries(
      readdirSync(folder)
        .filter((file) => /^\d{4}-.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
        .map((file) => [
          file,
          createHash('sha256')
            .update(readFileSync(join(folder, file)))
            .digest('hex'),
        ]),
    )
    expect(hashes).toMatchSnapshot()
  })
})

describe('power', () => {
  const sources = listFiles('src').filter((file) => /\.(ts|vue)$/.test(file) && !file.includes('.test.'))

  it.each([
    ['opens addresses outside the program', /\bopenExternal\b/, ['src/main/open-external.ts']],
    ['touches raw IPC of the main process', /\bipcMain\b/, ['src/main/ipc-host.ts']],
    ['touches raw IPC of the page', /\bipcRenderer\b/, ['src/preload/index.ts']],
    ['starts a process', /node:child_process/, ['src/server/open-browser.ts']],
    ['overrides certificate checks', /certificate-error|setCertificateVerifyProc|rejectUnauthorized/, []],
    ['switches the sandbox off', /no-sandbox|sandbox:\s*false/, []],
    ['makes text into code', /\beval\(|new Function\(/, []],
    ['makes text into elements', /v-html|\.innerHTML|insertAdjacentHTML/, []],
  ])('%s in one known place or nowhere', (_power, pattern, places) => {
    const found = sources.filter((file) => pattern.test(withoutComments(readFileSync(file, 'utf8'))))
    expect(found).toEqual(places)
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}
