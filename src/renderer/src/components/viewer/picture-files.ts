// Owns making files of a picture that is on the page: PNG by drawing it, SVG as its text, and the clipboard.
import { saveFile } from '../profile/save-file.ts'

/** Pixels of the longer side of a PNG, at most; an SVG is drawn twice as large as it is, for sharp words. */
const maxSide = 8_000
const svgScale = 2

/** A PNG of what the element shows, on a background where it has one. Rejects when it shows nothing or is too large. */
export async function makePng(image: HTMLImageElement, isSvg: boolean, background?: string): Promise<Blob> {
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(isSvg ? svgScale : 1, maxSide / Math.max(width, height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  if (background !== undefined) {
    context.fillStyle = background
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/png' })
}

/** To be called while a person's click is being handled. Rejects when the page may not copy, or has nothing to. */
export async function copyPicture(png: Promise<Blob>): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}

export function savePng(label: string, png: Blob): void {
  saveFile(`${makeFileName(label)}.png`, png)
}

export function saveSvg(label: string, svg: string): void {
  saveFile(`${makeFileName(label)}.svg`, new Blob([svg], { type: 'image/svg+xml' }))
}

/** Of letters, digits and dashes, which every system and the shell of the desktop program take for a name. */
function makeFileName(label: string): string {
  const name = label
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return name || 'picture'
}
