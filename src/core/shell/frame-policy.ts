// Owns what the frames in which diagrams are drawn may do: run the one script that stands in their document, and set
// styles. They load nothing, reach nobody, and are an origin of their own in every window, also without the attribute of
// the element that embeds them. Which documents these are is a folder of the build.
import { createHash } from 'node:crypto'

const framesFolder = '/frames/'

/** The paths of all frames that the page may embed. */
export const framePaths: readonly string[] = ['mermaid', 'chart'].map((name) => `${framesFolder}${name}.html`)

const scriptStart = '<script>'
const scriptEnd = '</script>'

/** The policy of the document at this path, or undefined when it is no frame's. The script is named by its hash. */
export function findFramePolicy(path: string, body: Buffer): string | undefined {
  if (!framePaths.includes(path)) return undefined
  const start = body.indexOf(scriptStart) + scriptStart.length
  const script = body.subarray(start, body.lastIndexOf(scriptEnd))
  const directives = {
    sandbox: 'allow-scripts',
    'default-src': "'none'",
    'script-src': `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    // What draws measures its words in the document, with the styles of the drawing.
    'style-src': "'unsafe-inline'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
