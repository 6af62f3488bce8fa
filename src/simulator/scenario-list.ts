// Owns which scenario answers a question: the one whose command the question begins with; the list
// of commands for one that there is not; the demo for everything else.
import { answersOf, type StoredAnswer } from './memory.ts'
import { createRandom } from './random.ts'
import type { Ask, Scenario, Step } from './scenario.ts'
import { agentScenarios } from './scenarios/agents.ts'
import { answerScenarios } from './scenarios/answers.ts'
import { cardScenarios } from './scenarios/cards.ts'
import { answerAction, contentScenarios } from './scenarios/contents.ts'
import { demo } from './scenarios/demo.ts'
import { echoScenarios } from './scenarios/echoes.ts'
import { endingScenarios } from './scenarios/endings.ts'
import { envelopeScenarios } from './scenarios/envelopes.ts'
import { errorScenarios } from './scenarios/errors.ts'
import { framingScenarios } from './scenarios/framings.ts'
import { httpScenarios } from './scenarios/http-responses.ts'
import { load } from './scenarios/load.ts'
import { long } from './scenarios/long.ts'
import { markdownScenarios } from './scenarios/markdown.ts'
import { ordinaryTurn } from './scenarios/ordinary-turn.ts'
import { referenceScenarios } from './scenarios/references.ts'
import { remarkScenarios } from './scenarios/remarks.ts'
import { statisticScenarios } from './scenarios/statistics.ts'
import { tempoScenarios } from './scenarios/tempo.ts'
import { textScenarios } from './scenarios/texts.ts'
import { thinkingScenarios } from './scenarios/thinking.ts'
import { toolScenarios } from './scenarios/tools.ts'
import { workflowScenarios } from './scenarios/workflows.ts'
import { findSwitch, switches } from './switch-list.ts'

const help: Scenario = {
  command: '/help',
  summary: 'this list',
  play: () => ordinaryTurn({ text: helpText() }),
}

const withSwitches: Scenario = {
  command: '/with',
  argument: 'SWITCH[,SWITCH…] QUESTION',
  summary: 'the answer to QUESTION under these switches; alone: the list of switches',
  // With an argument it is playScenario's, which knows the other scenarios.
  play: () => ordinaryTurn({ text: switchText() }),
}

const history: Scenario = {
  command: '/history',
  summary: 'what the service remembers of the session',
  play: ({ history: turns }) =>
    ordinaryTurn({
      text: [
        `The session has ${turns.length} earlier ${turns.length === 1 ? 'question' : 'questions'}.`,
        ...turns.map((turn) => `- ${turn.question}${answersOf(turn).map(describeAnswer).join('')}`),
      ].join('\n'),
    }),
}

function describeAnswer({ text, isFinal }: StoredAnswer): string {
  return `\n  - ${[...text].length} characters${isFinal ? '' : ', unfinished'}`
}

export const scenarios: readonly Scenario[] = [
  help,
  withSwitches,
  history,
  ...textScenarios,
  long,
  ...markdownScenarios,
  ...thinkingScenarios,
  ...toolScenarios,
  ...agentScenarios,
  ...referenceScenarios,
  ...cardScenarios,
  ...contentScenarios,
  ...remarkScenarios,
  ...workflowScenarios,
  ...answerScenarios,
  ...echoScenarios,
  ...statisticScenarios,
  ...tempoScenarios,
  load,
  ...errorScenarios,
  ...endingScenarios,
  ...httpScenarios,
  ...framingScenarios,
  ...envelopeScenarios,
]

/** What a person asked, before it is known which command it is. */
interface PlainAsk extends Omit<Ask, 'argument' | 'isChinese' | 'random'> {
  /** Of the place in the session. */
  readonly seed: string
}

/** The steps of the answer to a question. */
export function playScenario(ask: PlainAsk): Iterable<Step> {
  if (ask.action !== undefined) return answerAction(ask)
  const [, command, argument = ''] = /^\s*(\/[a-z0-9-]+)(?:\s+([^]*))?$/.exec(ask.text) ?? []
  const scenario = command === undefined ? demo : (findScenario(command) ?? help)
  if (scenario === withSwitches && argument !== '') return playSwitched(ask, argument)
  return scenario.play({
    ...ask,
    argument: argument.trim(),
    isChinese: /\p{Script=Han}/u.test(ask.text),
    // Of its own: what is said depends neither on how it is spelled nor on the switches before it.
    random: createRandom(`${ask.seed}/${ask.text}`),
  })
}

/** The switches stand before the question; the first of them is the outermost. */
function playSwitched(ask: PlainAsk, argument: string): Iterable<Step> {
  const [, names = '', text = ''] = /^(\S*)\s*([^]*)$/.exec(argument) ?? []
  const chosen = names.split(',').map(findSwitch)
  if (!chosen.every((found) => found !== undefined)) return ordinaryTurn({ text: switchText() })
  return chosen.reduceRight((steps, { apply }) => apply(steps), playScenario({ ...ask, text }))
}

function findScenario(command: string): Scenario | undefined {
  return scenarios.find((candidate) => candidate.command === command)
}

function switchText(): string {
  const rows = switches.map(({ name, summary }) => `| \`${name}\` | ${summary} |`)
  return ['These are the switches.', '', '| Switch | What it does |', '| --- | --- |', ...rows].join('\n')
}

function helpText(): string {
  const rows = scenarios.map(({ command, argument, summary }) => {
    return `| \`${[command, argument].filter(Boolean).join(' ')}\` | ${summary} |`
  })
  return [
    'The built-in demo knows these commands.',
    '',
    '| Command | What it shows |',
    '| --- | --- |',
    ...rows,
  ].join('\n')
}
