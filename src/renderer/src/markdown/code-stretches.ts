// Owns the stretches of lines in which code is drawn: where it grows, only the last one is laid out again.

const linesPerStretch = 40
/** And no stretch of few but long lines is longer than this, unless one line is. */
const maxLength = 8000

/** Cuts code that grows; the stretches before the last are the same strings as before. */
export function createCodeCutter(): (code: string) => readonly string[] {
  let closed: string[] = []
  let closedText = ''
  return (code) => {
    if (!code.startsWith(closedText)) {
      closed = []
      closedText = ''
    }
    const rest = cut(code.slice(closedText.length))
    closed = [...closed, ...rest.slice(0, -1)]
    closedText = code.slice(0, code.length - (rest.at(-1)?.length ?? 0))
    return [...closed, ...rest.slice(-1)]
  }
}

function cut(code: string): readonly string[] {
  const stretches: string[] = []
  let start = 0
  let lines = 0
  for (let at = code.indexOf('\n') + 1; at !== 0; at = code.indexOf('\n', at) + 1) {
    lines += 1
    if (lines < linesPerStretch && at - start < maxLength) continue
    stretches.push(code.slice(start, at))
    start = at
    lines = 0
  }
  return [...stretches, code.slice(start)]
}
