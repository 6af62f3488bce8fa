// Owns how long a real model takes before each thing it says: in an ordinary chat, and in the turn of an agent that was
// timed on the real service (v2 protocol notes, "Ordering and variants").
import type { Random } from './random.ts'

/** `packet` comes between two pieces of a text; the others name what begins. `event` is everything without a name. */
export type Moment =
  'ack' | 'created' | 'thought' | 'reply' | 'tool' | 'tool-title' | 'tool-output' | 'event' | 'packet'

export type RhythmName = 'chat' | 'recorded'

/** Milliseconds before what comes now. Called once for each event, in their order. */
export type Rhythm = (moment: Moment) => number

export const meanPacketMs = 32

export function createRhythm(name: RhythmName, random: Random): Rhythm {
  return name === 'recorded' ? createRecordedRhythm() : createChatRhythm(random)
}

/** The first event after about 300 ms, the first text after about 700. */
function createChatRhythm(random: Random): Rhythm {
  let isFirst = true
  return (moment) => {
    if (isFirst) {
      isFirst = false
      return Math.round(260 + 80 * random())
    }
    if (moment !== 'packet') return Math.round(110 + 50 * random())
    // Nine in ten are 25 to 40 ms; the tenth is a hesitation.
    return Math.round(random() < 0.9 ? 25 + 15 * random() : 40 + 60 * random())
  }
}

/** From the beginning of the former named thing to the beginning of this one. */
const recordedMs: Readonly<Record<Exclude<Moment, 'event' | 'packet'>, number>> = {
  ack: 680,
  created: 380,
  thought: 1980,
  reply: 1100,
  tool: 150,
  'tool-title': 140,
  'tool-output': 530,
}
/** The first thought lets its reader wait longest: from 1.06 s to 6.2 s. */
const firstThoughtMs = 5140

function createRecordedRhythm(): Rhythm {
  let hasThought = false
  /** What has passed since the last named thing began. */
  let sinceMs = 0
  return (moment) => {
    if (moment === 'event' || moment === 'packet') {
      const ms = moment === 'packet' ? 20 : 0
      sinceMs += ms
      return ms
    }
    const dueMs = moment === 'thought' && !hasThought ? firstThoughtMs : recordedMs[moment]
    hasThought ||= moment === 'thought'
    const ms = Math.max(0, dueMs - sinceMs)
    sinceMs = 0
    return ms
  }
}
