// Owns which pictures of a drawing frame the page shows and saves: SVG of a closed list of elements that refers to nothing
// outside of itself. The page shows it as an image, where nothing in it could run or load anyway; a saved one is opened by
// other programs, which are not so strict. What is not in the list makes the whole picture unsafe: nothing is repaired.

export interface Picture {
  readonly svg: string
  /** CSS pixels of its natural size. */
  readonly width: number
  readonly height: number
}

const elements = new Set(
  `svg g path rect circle ellipse line polygon polyline text tspan textPath defs marker clipPath mask pattern
  linearGradient radialGradient stop style title desc use symbol switch filter feGaussianBlur feOffset feMerge
  feMergeNode feFlood feComposite feColorMatrix feDropShadow feBlend`.split(/\s+/),
)
const maxSide = 20_000

/** One tag as XMLSerializer writes it: `<` is escaped in values and words, so it stands nowhere else. */
const tagPattern = /<(\/?)([\w:-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g
const attributePattern = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The picture with its size, or undefined when it may not be shown. */
export function parseSafePicture(svg: string): Picture | undefined {
  const root = /^<svg\b[^>]*>/.exec(svg)?.[0]
  if (root === undefined || !svg.endsWith('</svg>')) return undefined
  // What is left without its tags are words and styles. A comment, an instruction or an entity of its own leaves its `<`.
  const words = svg.replace(tagPattern, '\n')
  if (words.includes('<')) return undefined
  let openStyles = 0
  for (const [, slash, name = '', attributes = ''] of svg.matchAll(tagPattern)) {
    if (!elements.has(name) || !areSafe(attributes)) return undefined
    if (name === 'style' && slash === '' && !attributes.endsWith('/')) openStyles += 1
  }
  const styles = [...svg.matchAll(/<style\b[^>]*>([^<]*)<\/style>/g)]
  // Elements in a style would split it into pieces that are not seen here.
  if (styles.length !== openStyles || !styles.every(([, style = '']) => isSafeStyle(style))) return undefined
  return readSize(svg, root)
}

function areSafe(attributes: string): boolean {
  for (const [, name = '', double, single] of attributes.matchAll(attributePattern)) {
    const value = double ?? single ?? ''
    if (/^(?:[\w-]+:)?on/i.test(name) || /^(?:xml:)?base$/i.test(name)) return false
    if (/(?:^|:)(?:href|src)$/i.test(name) && !value.startsWith('#')) return false
    // Words for those who cannot see the picture, and data that nothing reads.
    if (/^(?:aria-|data-)/.test(name)) continue
    if (!isSafeStyle(value)) return false
  }
  return true
}

/** Escapes that XMLSerializer writes: of white space. Any other could hide what is said. */
const hidingEscape = /&#(?!x?(?:9|a|d|10|13);)/i

/** Whether it refers to nothing but parts of the same picture. */
function isSafeStyle(text: string): boolean {
  if (hidingEscape.test(text.replaceAll('&#39;', "'"))) return false
  const plain = text.replace(/url\(\s*(?:"|'|&quot;|&apos;|&#39;)?#/gi, '')
  return !/url\(|@import|image-set|src\(|expression|javascript:|\\/i.test(plain)
}

function readSize(svg: string, root: string): Picture | undefined {
  const box =
    /\sviewBox="([^"]*)"/
      .exec(root)?.[1]
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? []
  const width = readPixels(root, 'width') ?? box[2]
  const height = readPixels(root, 'height') ?? box[3]
  const isSide = (side: number | undefined): side is number =>
    side !== undefined && side >= 1 && side <= maxSide
  return isSide(width) && isSide(height) ? { svg, width, height } : undefined
}

/** Undefined for a share of what there is, such as 100%. */
function readPixels(root: string, name: string): number | undefined {
  const value = new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(root)?.[1]
  return value === undefined ? undefined : Number(value)
}
