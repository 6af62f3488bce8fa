// Owns the list of files that a shell serves to its page: made once, at start, of the folder the build wrote. A request
// is looked up in the list by its exact, undecoded path and is never turned into a file name, so there is nothing to
// escape from.
import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

interface StaticFile {
  readonly file: string
  readonly contentType: string
}

export interface StaticFiles {
  /** The file of the path of a URL, undecoded and without its query. `/` is the page. */
  find(requestPath: string): StaticFile | undefined
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Lists the regular files below a folder. Links are left out, and so is every file of a type that is not known, such as
 * source maps. Throws when the folder is not there: the program was not built.
 */
export function listStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  addFolder(folder, '/')

  function addFolder(path: string, urlPath: string): void {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const contentType = contentTypes[extname(entry.name)]
      if (entry.isDirectory()) addFolder(join(path, entry.name), `${urlPath}${entry.name}/`)
      else if (entry.isFile() && contentType)
        files.set(`${urlPath}${entry.name}`, { file: join(path, entry.name), contentType })
    }
  }

  return { find: (requestPath) => files.get(requestPath === '/' ? '/index.html' : requestPath) }
}
