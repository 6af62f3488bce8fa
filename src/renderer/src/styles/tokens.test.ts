import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileColorSchema } from '#shared/profile.ts'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The tokens of a theme that are plain colours: name to `#rrggbb`. */
function readColors(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', color = '']) => [name, color]),
  )
}

/** Relative luminance as WCAG 2.2 defines it. */
function getLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function getContrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [getLuminance(one), getLuminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = [
  'color-background',
  'color-surface',
  'color-surface-hover',
  'color-surface-active',
  'color-raised',
]
const accents = profileColorSchema.options.map((color) => `accent-${color}`)

/** Which token is read on which, and the least contrast between the two. */
const pairs: [string, string, number][] = [
  ...[...grounds, 'color-bubble', 'color-code'].map((ground): [string, string, number] => [
    'color-text',
    ground,
    7,
  ]),
  ...grounds.map((ground): [string, string, number] => ['color-text-muted', ground, 4.5]),
  ...accents.flatMap((accent): [string, string, number][] => [
    [accent, 'color-background', 4.5],
    [accent, 'color-raised', 4.5],
    ['color-on-accent', accent, 4.5],
  ]),
  ...['danger', 'warning'].flatMap((state): [string, string, number][] => [
    [`color-${state}`, 'color-raised', 4.5],
    [`color-${state}`, `color-${state}-surface`, 4.5],
  ]),
  ['color-success', 'color-background', 4.5],
  ['color-text', 'color-hit', 7],
  ['color-on-hit-current', 'color-hit-current', 7],
]

describe.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
])('the colours of the %s theme', (_theme, selector) => {
  const colors = readColors(selector)

  it('can be read on what they stand on', () => {
    const tooClose = pairs
      .map(([text, ground, least]) => {
        const contrast = getContrast(colors.get(text) ?? '', colors.get(ground) ?? '')
        return { text, ground, least, contrast }
      })
      .filter(({ least, contrast }) => !(contrast >= least))
    expect(tooClose).toEqual([])
  })

  it('are named like those of the other theme', () => {
    expect([...colors.keys()].sort()).toEqual([...readColors(':root').keys()].sort())
  })
})
