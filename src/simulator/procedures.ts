// Owns how the stages of the work are named and counted, the same for both generations.
import type { Procedure, ProcedureName, ProgressStatus } from './scenario.ts'

export interface CountedProcedure {
  readonly name: ProcedureName
  readonly title: string
  readonly status: ProgressStatus
  readonly inputTokens: number
  readonly outputTokens: number
  readonly debugging: string | undefined
}

/** What the tokens are counted from: about one for every two characters. */
interface TurnTexts {
  readonly question: string
  readonly answer: string
  readonly thought: string
}

const titles: Readonly<Record<ProcedureName, string>> = {
  knowledge: '调用知识库',
  task_flow: '调用任务流程',
  search_engine: '搜索引擎',
  image: '图片理解',
  file: '文档解析',
  large_language_model: '大模型回复',
  thinking_model: '调用思考模型',
  workflow: '调用工作流',
  agent: '调用智能体',
  tool_call: '调用工具',
}

export function countProcedure({ name, status, debugging }: Procedure, texts: TurnTexts): CountedProcedure {
  const isCounted = isModel(name) && status !== 'processing'
  const answer = name === 'thinking_model' ? texts.thought + texts.answer : texts.answer
  return {
    name,
    title: titles[name],
    status,
    inputTokens: isCounted ? 32 + tokensOf(texts.question) : 0,
    outputTokens: isCounted ? tokensOf(answer) : 0,
    debugging,
  }
}

export function isModel(name: ProcedureName): boolean {
  return name === 'large_language_model' || name === 'thinking_model'
}

export function sumTokens(procedures: readonly CountedProcedure[]) {
  const input = procedures.reduce((sum, { inputTokens }) => sum + inputTokens, 0)
  const output = procedures.reduce((sum, { outputTokens }) => sum + outputTokens, 0)
  return { input, output, total: input + output }
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 2)
}
