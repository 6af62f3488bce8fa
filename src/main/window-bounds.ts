// Owns where the window was when it was last closed: a small file beside the history, and the check that what it says
// still lies on a display.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'

const windowStateSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export const smallestSize = { width: 480, height: 400 }
const firstSize = { width: 1280, height: 800 }
/** How much of the window's top edge has to be on a display for a hand to reach it, in pixels. */
const reachable = { width: 120, height: 40 }

export function readWindowState(file: string): WindowState | null {
  try {
    const parsed = parseJson(readFileSync(file, 'utf8'))
    return windowStateSchema.safeParse(parsed.ok ? parsed.value : undefined).data ?? null
  } catch {
    return null
  }
}

/** A place that cannot be remembered is no reason to disturb anyone. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
  } catch {
    return
  }
}

/** Where to open: as it was, when that can be reached, and else in the middle of the main display (without x and y). */
export function chooseBounds(
  state: WindowState | null,
  workAreas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  if (!state) return firstSize
  const width = Math.max(state.width, smallestSize.width)
  const height = Math.max(state.height, smallestSize.height)
  const { x, y } = state
  return workAreas.some((area) => canReach({ x, y, width, height }, area))
    ? { width, height, x, y }
    : { width, height }
}

function canReach(bounds: Rectangle, area: Rectangle): boolean {
  const shownWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const isTopInside = bounds.y >= area.y && bounds.y <= area.y + area.height - reachable.height
  return isTopInside && shownWidth >= reachable.width
}
