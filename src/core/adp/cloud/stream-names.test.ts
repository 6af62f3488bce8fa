import { expect, it } from 'vitest'
import { toStreamNames } from './stream-names.ts'

it('names of a record become those of the stream, all the way down', () => {
  expect(
    toStreamNames({
      RecordId: 'A_1',
      IsLlmGenerated: true,
      ExtraInfo: { EChartsInfo: ['{"Title":1}'] },
      References: [{ DocBizId: '1', QaBizId: null }],
      WorkFlow: { WorkflowRunId: 'r', CurrentNode: { NodeID: 'n', StatisticInfo: { InputTokens: 1 } } },
      AgentThought: { Procedures: [{ Debugging: { DisplayContent: 'x', SandboxUrl: 'y' } }] },
      __proto__Like: 0,
    }),
  ).toEqual({
    record_id: 'A_1',
    is_llm_generated: true,
    extra_info: { e_charts_info: ['{"Title":1}'] },
    references: [{ doc_biz_id: '1', qa_biz_id: null }],
    work_flow: { workflow_run_id: 'r', current_node: { NodeID: 'n', StatisticInfo: { InputTokens: 1 } } },
    agent_thought: { procedures: [{ debugging: { display_content: 'x', sandbox_url: 'y' } }] },
    __proto__like: 0,
  })
})

it('what is nested beyond all sense is left out', () => {
  const deep: unknown = JSON.parse(`${'{"A":'.repeat(100_000)}1${'}'.repeat(100_000)}`)
  const shallow = JSON.stringify(toStreamNames(deep))
  expect(shallow).toBe(`${'{"a":'.repeat(40)}null${'}'.repeat(40)}`)
})

it('a member that is called like the prototype stays a member', () => {
  const named = toStreamNames(JSON.parse('{"__proto__":{"Polluted":1}}'))
  expect([JSON.stringify(named), 'polluted' in Object(named)]).toEqual([
    '{"__proto__":{"polluted":1}}',
    false,
  ])
})
