// Owns which step of the application a v1 procedure or workflow node is, and what a person gets to see of it. What both
// generations have in common is in ../work-steps.ts.
import type { PartOf, Progress } from '#shared/part.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createNodeStep, createProcedureStep, kindOfProcedure } from '../work-steps.ts'
import type { WireProcedure, WireWorkflowNode } from './schema.ts'

type Step = PartOf<'step'>

// A map, because the service chooses the words.
const progressByStatus: ReadonlyMap<string | undefined, Progress> = new Map([
  ['processing', 'running'],
  ['success', 'complete'],
  ['failed', 'failed'],
  ['stop', 'stopped'],
])

export function decodeProgress(status: string | undefined): Progress {
  return progressByStatus.get(status) ?? 'running'
}

/** `plugin_type` of a tool that is a workflow. */
const workflowPlugin = 2

/** A step of a `thought` event: everything that has no name we know is a tool, called by its own. */
export function decodeThoughtStep(wire: WireProcedure, key: string, output: string): Step {
  const name = wire.name ?? ''
  const status = decodeProgress(wire.status)
  const kind =
    wire.plugin_type === workflowPlugin
      ? 'workflow'
      : (kindOfProcedure(name) ?? (wire.target_agent_name === undefined ? 'tool' : 'agent'))
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

/** A procedure of a `token_stat` event. `debugging` stays out: it holds prompts. */
export function decodeStatStep(wire: WireProcedure, key: string): Step | undefined {
  const tokens = { input: wire.input_count, output: wire.output_count, total: wire.count }
  const status = decodeProgress(wire.status)
  return createProcedureStep({ name: wire.name ?? '', title: wire.title, status, tokens }, key)
}

/** The node that a workflow has reached, as a `reply` states it. */
export function decodeWorkflowNode(wire: WireWorkflowNode, key: string): Step {
  const tokens = wire.StatisticInfo
  return createNodeStep(
    {
      name: wire.NodeName ?? wire.NodeID ?? '',
      type: wire.NodeType,
      status: wire.Status,
      durationMs: wire.CostMilliSeconds,
      tokens: tokens && {
        input: tokens.InputTokens,
        output: tokens.OutputTokens,
        total: tokens.TotalTokens,
      },
      input: wire.Input,
      output: wire.FailMessage ?? wire.Output,
    },
    key,
  )
}
