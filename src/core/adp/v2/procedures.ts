// Owns what the record of the work in `response.completed` adds to an answer: searches and workflow nodes as steps, and what
// tools were called with. The rest of it is for debugging and holds prompts.
import type { Part } from '#shared/part.ts'
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject, readId } from '../wire-schema.ts'
import { createNodeStep, createProcedureStep } from '../work-steps.ts'
import { decodeProgress } from './progress.ts'
import type { WireProcedure, WireRunNode } from './schema.ts'

type StatInfos = WireProcedure['StatInfos']

/** The steps that no message has told of. `id` is the record's. */
export function decodeProcedureSteps(procedures: readonly WireProcedure[], id: string): Part[] {
  const counts = new Map<string, number>()
  return procedures.flatMap((procedure) => {
    const name = (procedure.Name ?? '').slice(0, 40)
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const step = createProcedureStep(
      {
        name: procedure.Name ?? '',
        title: procedure.Title,
        status: decodeProgress(procedure.Status),
        tokens: sumTokens(procedure.StatInfos),
      },
      `step:${id}:${name}${count === 0 ? '' : `:${count}`}`,
    )
    const nodes = procedure.Workflow?.RunNodes ?? []
    return [
      ...(step === undefined ? [] : [step]),
      ...nodes.map((node, position) => decodeNode(node, id, position)),
    ]
  })
}

function decodeNode(node: WireRunNode, id: string, position: number): Part {
  return createNodeStep(
    {
      name: node.NodeName ?? node.NodeId ?? '',
      type: node.NodeType,
      status: node.Status,
      durationMs: node.Elapsed,
      tokens: node.StatInfos.length === 0 ? undefined : sumTokens(node.StatInfos),
      input: node.Input,
      output: node.FailMessage ?? node.Output,
    },
    `step:${id}:node:${(node.NodeId ?? String(position)).slice(0, 80)}`,
  )
}

/** The buttons of a workflow, where no message has shown any. */
export function decodeWorkflowOptions(procedures: readonly WireProcedure[], id: string): Part[] {
  return procedures.flatMap(({ Workflow }, position): Part[] => {
    const options = Workflow?.OptionCards ?? []
    if (options.length === 0) return []
    return [{ type: 'options', key: `options:${id}:workflow:${position}`, options, isMultiple: false }]
  })
}

/** What tools were called with, in the order of the calls: `Agent.Input` is `{"name": …, "arguments": "<JSON text>"}`. */
export function listToolInputs(procedures: readonly WireProcedure[]): (string | undefined)[] {
  return procedures.flatMap(({ Name, Agent }) => {
    if (Name !== 'tool_call') return []
    const call = parseWireJson(Agent?.Input ?? '')
    if (!call.ok || !isObject(call.value)) return [Agent?.Input]
    const input = call.value['arguments']
    return [isObject(input) ? JSON.stringify(input) : readId(input)]
  })
}

function sumTokens(infos: StatInfos): Readonly<Record<'input' | 'output' | 'total', number | undefined>> {
  return {
    input: sum(infos.map((info) => info?.InputTokens)),
    output: sum(infos.map((info) => info?.OutputTokens)),
    total: sum(infos.map((info) => info?.TotalTokens)),
  }
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number>((before, count) => before + (count ?? 0), 0) || undefined
}
