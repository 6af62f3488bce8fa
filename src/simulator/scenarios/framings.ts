// Owns the scenarios that send an ordinary answer in an unusual frame: one for each switch about framing, and the marker
// of other protocols.
import type { Scenario } from '../scenario.ts'
import { eventSwitches } from '../switches/events.ts'
import { framingSwitches, twice } from '../switches/framings.ts'
import type { Switch } from '../switches/switch.ts'
import { closing, opening } from './ordinary-turn.ts'

const text = 'An ordinary answer in an unusual frame. 换行、注释与表情 🌊 都不应影响内容。'

function* ordinaryAnswer() {
  yield* opening()
  yield { type: 'text', text } as const
  yield* closing()
}

/** In two texts, so that there is a middle. */
function* dividedAnswer() {
  yield* opening()
  yield { type: 'text', text } as const
  yield { type: 'text', text: ' The end.' } as const
  yield* closing()
}

function switched(
  { apply, name, summary, ...scope }: Switch,
  play: () => ReturnType<Scenario['play']> = ordinaryAnswer,
): Scenario {
  return { ...scope, command: `/${name}`, summary, play: () => apply(play()) }
}

export const framingScenarios: readonly Scenario[] = [
  ...[...framingSwitches, twice].map((each) =>
    switched(each, each.name === 'bom' ? dividedAnswer : ordinaryAnswer),
  ),
  {
    command: '/done',
    transports: ['sse'],
    summary: 'a trailing data:[DONE], as other protocols have',
    *play() {
      yield* dividedAnswer()
      yield { type: 'turn-end' }
      yield { type: 'raw', text: 'data:[DONE]\n\n', frames: [] }
    },
  },
  ...eventSwitches
    .filter(({ name }) => name === 'broken-json' || name === 'odd-json')
    .map((each) => switched(each, dividedAnswer)),
]
