// Owns the scenarios about what stands around the payload, and about members that are absent, new or of another kind.
import type { Scenario } from '../scenario.ts'
import { spellingSwitches } from '../switches/spellings.ts'
import { closing, opening, ordinaryTurn } from './ordinary-turn.ts'

const text = 'The same answer, spelled in another way. 同样的回答，另一种写法。'

const spelled: readonly Scenario[] = spellingSwitches
  .filter(({ name }) => name === 'sparse' || name === 'no-type')
  .map(({ apply, name, summary, ...scope }) => ({
    ...scope,
    command: `/${name}`,
    summary,
    play: () => apply(ordinaryTurn({ text })),
  }))

export const envelopeScenarios: readonly Scenario[] = [
  {
    command: '/unknown-event',
    summary: 'events of a name nobody knows, among ordinary ones',
    *play() {
      yield* opening()
      yield { type: 'other', name: 'mood_ring', payload: { colour: 'teal', level: 3, nested: [{ a: null }] } }
      yield { type: 'text', text: 'Something unknown happened before this, ' }
      yield { type: 'other', name: 'knowledge_summary', payload: { text: '摘要' } }
      yield { type: 'text', text: 'and once more in the middle.' }
      yield* closing()
    },
  },
  {
    command: '/incremental-quirks',
    argument: 'KIND',
    summary: 'when pieces are asked for: the final packet is empty, or whole; or pieces are ignored',
    *play({ argument }) {
      if (argument === 'ignored') yield { type: 'spelling', spelling: { honoursIncremental: false } }
      else yield { type: 'spelling', spelling: { finalPacket: argument === 'empty' ? 'empty' : 'whole' } }
      yield* ordinaryTurn({ text, thought: 'Pieces or wholes, that is the question.' })
    },
  },
  ...spelled,
]
