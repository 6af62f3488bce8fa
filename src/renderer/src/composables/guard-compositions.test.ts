import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guardCompositions } from './guard-compositions.ts'

/** A page of which only the target of events is known. */
function openPage() {
  const page = new EventTarget()
  // Of a window it is asked for nothing but listeners.
  guardCompositions(page as unknown as Window)
  const heard: string[] = []
  page.addEventListener('keydown', (event) => heard.push(Reflect.get(event, 'key') as string))
  return { page, heard }
}

function press(page: EventTarget, key: string, fields: object = {}): void {
  const event = new Event('keydown')
  for (const [name, value] of Object.entries({ key, isComposing: false, keyCode: 13, ...fields }))
    Object.defineProperty(event, name, { value })
  page.dispatchEvent(event)
}

describe('keys of an input method', () => {
  it('are heard by nobody, in whichever way a browser marks them', () => {
    const { page, heard } = openPage()
    press(page, 'Enter', { isComposing: true })
    press(page, 'Escape', { keyCode: 229 })
    // WebKit: the composition has ended, and the key that ended it comes behind.
    const end = new Event('compositionend')
    page.dispatchEvent(end)
    press(page, 'Enter', { timeStamp: end.timeStamp + 50 })
    press(page, 'ArrowDown', { timeStamp: end.timeStamp + 1000 })
    expect(heard).toEqual(['ArrowDown'])
  })

  it('are guarded before anything else of the page listens', () => {
    const main = readFileSync(join(import.meta.dirname, '../main.ts'), 'utf8')
    const [first] = main.split('\n').filter((line) => /^[a-z]\w*\(/i.test(line))
    expect(first).toBe('guardCompositions(window)')
  })
})
