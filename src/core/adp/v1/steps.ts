// Owns which step of the application a v1 procedure or workflow node is, and what a person gets to see of it.
import type { PartOf, Progress } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import type { WireProcedure, WireWorkflowNode } from './schema.ts'

type Step = PartOf<'step'>

// Maps, because the service chooses the words: a tool may be called `constructor`.
const progressByStatus: ReadonlyMap<string | undefined, Progress> = new Map([
  ['processing', 'running'],
  ['success', 'complete'],
  ['failed', 'failed'],
  ['stop', 'stopped'],
])

export function decodeProgress(status: string | undefined): Progress {
  return progressByStatus.get(status) ?? 'running'
}

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

/** `plugin_type` of a tool that is a workflow. */
const workflowPlugin = 2

/** A step of a `thought` event: everything that has no name we know is a tool, called by its own. */
export function decodeThoughtStep(wire: WireProcedure, key: string, output: string): Step {
  const name = wire.name ?? ''
  const status = decodeProgress(wire.status)
  const kind =
    wire.plugin_type === workflowPlugin
      ? 'workflow'
      : (kindByName.get(name) ?? (wire.target_agent_name === undefined ? 'tool' : 'agent'))
  return omitUndefined<Step>({
    type: 'step',
    key,
    kind,
    name,
    title: wire.title ?? wire.target_agent_name ?? name,
    status,
    // Only at its end: a running clock would be a change with every packet.
    durationMs: status === 'running' ? undefined : wire.elapsed,
    input: wire.debugging?.agent?.input,
    output: output === '' ? wire.debugging?.agent?.output : output,
  })
}

/**
 * A procedure of a `token_stat` event, where it tells a person something: that knowledge or the web was searched, that a
 * workflow ran, that a picture or file was read. Every answer has a model at work, which its words show and its tokens
 * count; tools and agents are told in full by `thought` events. For those: undefined. `debugging` stays out: it holds
 * prompts.
 */
export function decodeStatStep(wire: WireProcedure, key: string): Step | undefined {
  const name = wire.name ?? ''
  const kind = kindByName.get(name)
  if (kind === undefined || kind === 'model' || kind === 'agent') return undefined
  const hasTokens = Boolean(wire.count || wire.input_count || wire.output_count)
  return omitUndefined<Step>({
    type: 'step',
    key,
    kind,
    name,
    title: wire.title ?? name,
    status: decodeProgress(wire.status),
    tokens: hasTokens
      ? omitUndefined({ input: wire.input_count, output: wire.output_count, total: wire.count })
      : undefined,
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

/** The node that a workflow has reached, as a `reply` states it. */
export function decodeWorkflowNode(wire: WireWorkflowNode, key: string): Step {
  const name = wire.NodeName ?? wire.NodeID ?? ''
  const status = nodeProgress[wire.Status ?? 1] ?? 'running'
  const tokens = wire.StatisticInfo
  return omitUndefined<Step>({
    type: 'step',
    key,
    kind: nodeKinds[wire.NodeType ?? 0] ?? 'workflow',
    name,
    title: name,
    status,
    durationMs: status === 'running' ? undefined : wire.CostMilliSeconds,
    tokens:
      tokens &&
      omitUndefined({ input: tokens.InputTokens, output: tokens.OutputTokens, total: tokens.TotalTokens }),
    input: wire.Input,
    output: wire.FailMessage ?? wire.Output,
  })
}
