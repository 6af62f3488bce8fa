// Owns the scenarios of applications that are workflows or task flows.
import type { Scenario, Workflow, WorkflowNode } from '../scenario.ts'

const messageNode: WorkflowNode = {
  id: 'node-2',
  type: 10,
  name: 'Tell the person',
  status: 1,
  input: '{"city":"Shenzhen"}',
  output: '',
  reply: 'Looking up the weather …',
}
const endNode: WorkflowNode = {
  id: 'node-9',
  type: 16,
  name: 'End',
  status: 2,
  input: '{}',
  output: '{"sky":"clear"}',
  reply: '',
}
const running: Workflow = {
  id: '1860000000000000001',
  name: 'Weather report',
  runId: '1860000000000000002',
  outputs: [],
  options: [],
  node: messageNode,
}

const workflow: Scenario = {
  command: '/workflow',
  summary: 'a workflow whose result stands in its outputs while the content is empty',
  *play() {
    yield { type: 'question' }
    yield { type: 'progress', status: 'processing', procedures: [{ name: 'workflow', status: 'processing' }] }
    yield { type: 'progress', status: 'success', procedures: [{ name: 'workflow', status: 'success' }] }
    yield {
      type: 'describe',
      details: {
        method: 17,
        workflow: { ...running, node: endNode, outputs: ['Shenzhen: clear, 24 °C', '{"humidity":"40%"}'] },
      },
    }
    yield { type: 'answer-end' }
  },
}

const workflowMessages: Scenario = {
  command: '/workflow-messages',
  summary: 'a workflow that speaks from a message node and again at its end: two answers',
  *play() {
    yield { type: 'question' }
    yield { type: 'progress', status: 'processing', procedures: [{ name: 'workflow', status: 'processing' }] }
    yield { type: 'describe', details: { method: 16, workflow: running } }
    yield { type: 'text', text: messageNode.reply }
    yield { type: 'answer-end' }
    yield {
      type: 'describe',
      answer: 1,
      details: {
        method: 17,
        workflow: { ...running, node: endNode, outputs: ['clear'], options: ['Tomorrow?'] },
      },
    }
    yield { type: 'text', answer: 1, text: 'It is clear in Shenzhen, 深圳今天晴。' }
    yield {
      type: 'progress',
      answer: 1,
      status: 'success',
      procedures: [{ name: 'workflow', status: 'success' }],
    }
    yield { type: 'answer-end', answer: 1 }
  },
}

const taskFlow: Scenario = {
  command: '/task-flow',
  summary: 'a task flow answer',
  *play() {
    yield { type: 'question' }
    yield {
      type: 'progress',
      status: 'processing',
      procedures: [{ name: 'task_flow', status: 'processing' }],
    }
    yield {
      type: 'describe',
      details: { method: 10, taskFlow: { name: 'Book a room', id: 'task-1', kind: 0 } },
    }
    yield { type: 'text', text: 'The small meeting room is yours from ten to eleven.' }
    yield { type: 'progress', status: 'success', procedures: [{ name: 'task_flow', status: 'success' }] }
    yield { type: 'answer-end' }
  },
}

export const workflowScenarios: readonly Scenario[] = [workflow, workflowMessages, taskFlow]
