// Owns which keys go through the values of a chart, in the page and in the frame alike.

/** 1 for the next value, -1 for the one before; undefined for any other key. */
export function findStep(key: string): 1 | -1 | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return 1
  return key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : undefined
}
