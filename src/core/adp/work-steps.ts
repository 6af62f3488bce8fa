// Owns which steps of the application's work are shown that both generations report in the same words: the procedures of
// a turn (knowledge, search, workflow …) and the nodes of a workflow. Their spelling is v1/'s and v2/'s.
import type { PartOf, Progress } from '#shared/part.ts'
import { omitUndefined } from './omit-undefined.ts'

type Step = PartOf<'step'>

// A map, because the service chooses the words: a tool may be called `constructor`.
const kindByName: ReadonlyMap<string, Step['kind']> = new Map([
  ['knowledge', 'retrieval'],
  ['search_engine', 'search'],
  ['workflow', 'workflow'],
  ['task_flow', 'workflow'],
  ['agent', 'agent'],
  ['large_language_model', 'model'],
  ['model_generate', 'model'],
  ['pot_math', 'tool'],
  ['image', 'other'],
  ['file', 'other'],
])

/** The kind of a step by the name of its procedure; undefined for names that tools and agents have given themselves. */
export function kindOfProcedure(name: string): Step['kind'] | undefined {
  return kindByName.get(name)
}

interface TokenCount {
  readonly input?: number | undefined
  readonly output?: number | undefined
  readonly total?: number | undefined
}

export interface ProcedureFacts {
  readonly name: string
  readonly title: string | undefined
  readonly status: Progress
  readonly tokens: TokenCount
}

/**
 * A procedure, where it tells a person something: that knowledge or the web was searched, that a workflow ran, that a
 * picture or file was read. Every answer has a model at work, which its words show and its tokens count; tools and agents
 * are told in full elsewhere. For those: undefined.
 */
export function createProcedureStep(facts: ProcedureFacts, key: string): Step | undefined {
  const { name, title, status, tokens } = facts
  const kind = kindByName.get(name)
  if (kind === undefined || kind === 'model' || kind === 'agent') return undefined
  const hasTokens = Boolean(tokens.input || tokens.output || tokens.total)
  return omitUndefined<Step>({
    type: 'step',
    key,
    kind,
    name,
    title: title ?? name,
    status,
    tokens: hasTokens ? omitUndefined({ ...tokens }) : undefined,
  })
}

/** Node status 0 to 4: initial, running, success, failed, cancelled. */
const nodeProgress: readonly Progress[] = ['running', 'running', 'complete', 'failed', 'stopped']

/** Node types, as the SDK numbers them, that are more than a stop on the way. */
const nodeKinds: Readonly<Record<number, Step['kind']>> = {
  3: 'model',
  4: 'retrieval',
  5: 'retrieval',
  8: 'tool',
  15: 'tool',
  23: 'agent',
}

export interface WorkflowNodeFacts {
  readonly name: string
  readonly type: number | undefined
  readonly status: number | undefined
  readonly durationMs: number | undefined
  readonly tokens: TokenCount | undefined
  readonly input: string | undefined
  readonly output: string | undefined
}

/** A node that a workflow has reached. */
export function createNodeStep(facts: WorkflowNodeFacts, key: string): Step {
  const status = nodeProgress[facts.status ?? 1] ?? 'running'
  return omitUndefined<Step>({
    type: 'step',
    key,
    kind: nodeKinds[facts.type ?? 0] ?? 'workflow',
    name: facts.name,
    title: facts.name,
    status,
    // Only at its end: a running clock would be a change with every packet.
    durationMs: status === 'running' ? undefined : facts.durationMs,
    tokens: facts.tokens && omitUndefined({ ...facts.tokens }),
    input: facts.input,
    output: facts.output,
  })
}
