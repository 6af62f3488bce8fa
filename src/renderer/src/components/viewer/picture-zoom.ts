// Owns how large a picture is shown: steps between limits, and the size at which all of it can be seen.

export interface Size {
  readonly width: number
  readonly height: number
}

const step = 1.25
const smallest = 0.05
const largest = 16

/** The scale at which the whole picture has room. One that has room as it is stays so, unless it may grow. */
export function fitScale(picture: Size, room: Size, mayGrow: boolean): number {
  const scale = Math.min(room.width / picture.width, room.height / picture.height)
  return clampScale(mayGrow ? scale : Math.min(1, scale))
}

/** The next scale in a direction: 1 is larger, -1 smaller. */
export function stepScale(scale: number, direction: 1 | -1): number {
  return clampScale(scale * step ** direction)
}

/** Where a box has to be scrolled to, so that the point of the picture under a place in the box stays there. */
export function keepPoint(scroll: number, place: number, from: number, to: number): number {
  return ((scroll + place) * to) / from - place
}

function clampScale(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale))
}
