// Owns how often a growing text is drawn. As fast as a person reads it is drawn in every frame; what pours in faster than
// anybody reads is drawn in every third, because laying out a page costs more than what is new on it.

/** UTF-16 units in a frame. Models write up to half as much; nobody reads more than a quarter. */
const readable = 16
const frames = 2

/** Frames to leave out behind one that showed `grown` more units than the one that was drawn `elapsed` frames before. */
export function countFramesToRest(grown: number, elapsed: number): number {
  return grown / elapsed > readable ? frames : 0
}
