// Owns which scenario answers a question: the one whose command the question begins with; the list
// of commands for one that there is not; the demo for everything else.
import type { Ask, Scenario, Step } from './scenario.ts'
import { answerScenarios } from './scenarios/answers.ts'
import { cardScenarios } from './scenarios/cards.ts'
import { demo } from './scenarios/demo.ts'
import { echoScenarios } from './scenarios/echoes.ts'
import { endingScenarios } from './scenarios/endings.ts'
import { envelopeScenarios } from './scenarios/envelopes.ts'
import { errorScenarios } from './scenarios/errors.ts'
import { framingScenarios } from './scenarios/framings.ts'
import { httpScenarios } from './scenarios/http-responses.ts'
import { long } from './scenarios/long.ts'
import { markdownScenarios } from './scenarios/markdown.ts'
import { ordinaryTurn } from './scenarios/ordinary-turn.ts'
import { referenceScenarios } from './scenarios/references.ts'
import { statisticScenarios } from './scenarios/statistics.ts'
import { tempoScenarios } from './scenarios/tempo.ts'
import { textScenarios } from './scenarios/texts.ts'
import { thinkingScenarios } from './scenarios/thinking.ts'
import { toolScenarios } from './scenarios/tools.ts'
import { workflowScenarios } from './scenarios/workflows.ts'

const help: Scenario = {
  command: '/help',
  summary: 'this list',
  play: () => ordinaryTurn({ text: helpText() }),
}

const history: Scenario = {
  command: '/history',
  summary: 'what the service remembers of the session',
  play: ({ history: turns }) =>
    ordinaryTurn({
      text: [
        `The session has ${turns.length} earlier ${turns.length === 1 ? 'question' : 'questions'}.`,
        ...turns.map(
          ({ question, answers }) =>
            `- ${question}${answers.map(({ text, isFinal }) => `\n  - ${[...text].length} characters${isFinal ? '' : ', unfinished'}`).join('')}`,
        ),
      ].join('\n'),
    }),
}

export const scenarios: readonly Scenario[] = [
  help,
  history,
  ...textScenarios,
  long,
  ...markdownScenarios,
  ...thinkingScenarios,
  ...toolScenarios,
  ...referenceScenarios,
  ...cardScenarios,
  ...workflowScenarios,
  ...answerScenarios,
  ...echoScenarios,
  ...statisticScenarios,
  ...tempoScenarios,
  ...errorScenarios,
  ...endingScenarios,
  ...httpScenarios,
  ...framingScenarios,
  ...envelopeScenarios,
]

/** The steps of the answer to a question. */
export function playScenario(ask: Omit<Ask, 'argument' | 'isChinese'>): Iterable<Step> {
  const [, command, argument = ''] = /^\s*(\/[a-z0-9-]+)(?:\s+([^]*))?$/.exec(ask.text) ?? []
  const scenario = command === undefined ? demo : (findScenario(command) ?? help)
  return scenario.play({
    ...ask,
    argument: argument.trim(),
    isChinese: /\p{Script=Han}/u.test(ask.text),
  })
}

function findScenario(command: string): Scenario | undefined {
  return scenarios.find((candidate) => candidate.command === command)
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
