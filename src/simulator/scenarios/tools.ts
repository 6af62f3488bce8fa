// Owns the scenarios of agents: tools, a hand-over to another agent, tools that the client is asked to run.
import type { Activity, Scenario, Step } from '../scenario.ts'
import { ordinaryTurn } from './ordinary-turn.ts'

const weather: Activity = {
  key: 'weather',
  name: 'get_weather',
  title: '查询天气',
  status: 'processing',
  content: '{"city":"Shenzhen"}',
  pluginType: 1,
}
const calendar: Activity = {
  key: 'calendar',
  name: 'read_calendar',
  title: '读取日程',
  status: 'processing',
  content: '{"day":"tomorrow"}',
  pluginType: 0,
}

const tools: Scenario = {
  command: '/tools',
  summary: 'an agent that thinks, calls a tool that works and one that fails, and answers',
  *play() {
    yield* agentOpening()
    yield { type: 'thought', text: 'The weather decides. I look it up first, then the calendar.' }
    yield { type: 'thought-end' }
    yield { type: 'activity', activity: weather }
    yield {
      type: 'activity',
      activity: {
        ...weather,
        status: 'success',
        content: `${weather.content}\n{"sky":"clear","high":24}`,
        displayContent: '深圳，晴，最高 24 °C',
      },
    }
    yield { type: 'activity', activity: calendar }
    yield {
      type: 'activity',
      activity: { ...calendar, status: 'failed', content: `${calendar.content}\n{"error":"timeout"}` },
    }
    yield {
      type: 'thought',
      key: 'conclusion',
      text: 'The calendar does not answer. The weather alone will do.',
    }
    yield { type: 'thought-end', key: 'conclusion' }
    yield {
      type: 'text',
      text: 'Tomorrow will be clear in Shenzhen, up to **24 °C**. Your calendar could not be read.',
    }
    yield* agentClosing()
  },
}

const handOver: Scenario = {
  command: '/agents',
  summary: 'the main agent hands over to another one and takes over again',
  *play() {
    yield* agentOpening()
    const handOver: Activity = {
      key: 'hand-over',
      name: 'travel_agent',
      title: '转交给旅行助手',
      status: 'success',
      content: 'Plan a weekend trip',
      switchTo: 'workflow',
      workflowName: 'Weekend trip',
      nodeName: 'Plan',
      sourceAgent: 'Main assistant',
      targetAgent: 'Travel assistant',
    }
    yield { type: 'activity', activity: handOver }
    yield {
      type: 'activity',
      activity: {
        key: 'back',
        name: 'main',
        title: '返回主助手',
        status: 'success',
        content: 'The plan is ready',
        switchTo: 'main',
        sourceAgent: 'Travel assistant',
        targetAgent: 'Main assistant',
      },
    }
    yield { type: 'text', text: 'Saturday: the old town. Sunday: the island. 周末愉快。' }
    yield* agentClosing()
  },
}

const interrupt: Scenario = {
  command: '/interrupt',
  generations: ['v1'],
  summary: 'asks the client to run a tool; asked again with the output of the tool, it answers',
  *play({ toolOutputs }) {
    if (toolOutputs.length > 0) {
      yield* ordinaryTurn({ text: `The tool said: ${toolOutputs.join(', ')}`, details: { method: 18 } })
      return
    }
    yield* agentOpening()
    yield {
      type: 'describe',
      details: {
        method: 20,
        toolCalls: [{ id: 'call_1', name: 'read_file', arguments: '{"path":"notes.md"}' }],
      },
    }
    yield { type: 'answer-end' }
  },
}

function* agentOpening(): Generator<Step> {
  yield { type: 'question' }
  yield { type: 'progress', status: 'processing', procedures: [{ name: 'agent', status: 'processing' }] }
}

function* agentClosing(): Generator<Step> {
  yield {
    type: 'progress',
    status: 'success',
    procedures: [
      { name: 'agent', status: 'success' },
      { name: 'tool_call', status: 'success' },
      { name: 'large_language_model', status: 'success' },
    ],
  }
  yield { type: 'describe', details: { method: 18 } }
  yield { type: 'answer-end' }
}

export const toolScenarios: readonly Scenario[] = [tools, handOver, interrupt]
