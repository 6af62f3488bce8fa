// Owns the scenarios of agents at work: what the documents show of them, several at once, one calling another, and what
// their tools bring back.
import type { Activity, Agent, Scenario, Step } from '../scenario.ts'

const newsAgent: Agent = { name: 'News agent' }
const results = [
  {
    title: 'University news',
    url: 'https://news.example.edu/',
    snippet: 'Daily news of the university.',
  },
]

const search: Activity = {
  key: 'search',
  name: 'WebSearch',
  title: 'WebSearch({"query":"university news"})',
  status: 'processing',
  content: '',
  input: '{"query":"university news"}',
}

const news: Scenario = {
  command: '/news',
  summary: 'the agent that the documents show: it thinks, searches, corrects itself and cites',
  // Generation 1 cannot take back a piece, and the correction is the point.
  generations: ['v2'],
  *play() {
    yield { type: 'spelling', spelling: { hasLateTitles: true } }
    yield { type: 'question' }
    yield { type: 'describe', details: { method: 18, agent: newsAgent } }
    yield* thinking()
    yield {
      type: 'thought',
      agent: newsAgent,
      text: 'The user wants a news source. I should search the web.',
    }
    yield { type: 'thought-end' }
    yield { type: 'activity', activity: { ...search, agent: newsAgent } }
    yield {
      type: 'activity',
      activity: { ...search, agent: newsAgent, status: 'success', content: JSON.stringify(results) },
    }
    yield* thinking()
    yield { type: 'thought', key: 'second', agent: newsAgent, text: 'One good result; answer with it.' }
    yield { type: 'thought-end', key: 'second' }
    yield { type: 'text', text: 'You can read university news on the oficial news page.' }
    yield { type: 'rewrite', text: 'You can read university news on the official news page.' }
    yield { type: 'describe', details: { quotes: [{ index: 1, position: 54 }] } }
    yield { type: 'text', text: ' It is updated daily.' }
    yield {
      type: 'references',
      references: [{ kind: 'web', id: '1', name: 'University news', url: 'https://news.example.edu/' }],
    }
    yield {
      type: 'progress',
      status: 'success',
      procedures: [
        { name: 'thinking_model', status: 'success' },
        { name: 'tool_call', status: 'success' },
      ],
    }
    yield { type: 'answer-end' }
  },
}

function* thinking(): Generator<Step> {
  yield {
    type: 'progress',
    status: 'processing',
    procedures: [{ name: 'thinking_model', status: 'processing' }],
  }
}

const claw: Scenario = {
  command: '/claw',
  summary: 'a long turn at the rhythm of a recorded one: thoughts, tools, and a reply about each step',
  *play() {
    yield { type: 'rhythm', rhythm: 'recorded' }
    yield { type: 'spelling', spelling: { hasLateTitles: true, omitsTools: true } }
    yield { type: 'question' }
    yield { type: 'progress', status: 'processing', procedures: [{ name: 'agent', status: 'processing' }] }
    yield { type: 'thought', text: 'A look at the folder comes first.' }
    yield { type: 'thought-end' }
    yield* reply(0, 'I look at the folder first.')
    yield* call('list', 'Bash', 'Bash({"command":"ls -la"})', 'total 8\n-rw-r--r-- notes.md')
    yield { type: 'thought', key: 'second', text: 'One file. Reading it will do.' }
    yield { type: 'thought-end', key: 'second' }
    yield* reply(1, '只有一个文件，我来读它。')
    yield* call('read', 'Read', 'Read({"file_path":"notes.md"})', '# Notes\n- milk\n- bread')
    yield {
      type: 'progress',
      status: 'success',
      answer: 2,
      procedures: [
        { name: 'agent', status: 'success' },
        { name: 'tool_call', status: 'success' },
        { name: 'large_language_model', status: 'success' },
      ],
    }
    yield { type: 'describe', answer: 2, details: { method: 18 } }
    yield* reply(2, 'The notes ask for **milk** and **bread**.')
  },
}

function* reply(answer: number, text: string): Generator<Step> {
  yield { type: 'text', answer, text }
  yield { type: 'answer-end', answer }
}

function* call(key: string, name: string, title: string, output: string): Generator<Step> {
  const activity: Activity = { key, name, title, status: 'processing', content: '', pluginType: 1 }
  yield { type: 'activity', activity }
  yield { type: 'activity', activity: { ...activity, status: 'success', content: output } }
}

const parallel: Scenario = {
  command: '/parallel',
  summary: 'two tools at once, the second done first, while the reply has begun',
  // In pieces generation 1 can only go on with the last of its stages.
  generations: ['v2'],
  *play() {
    const [north, south] = ['north', 'south'].map((place) => tool(place, `get_weather({"place":"${place}"})`))
    if (north === undefined || south === undefined) return
    yield* agentOpening()
    yield { type: 'activity', activity: north }
    yield { type: 'activity', activity: south }
    yield { type: 'text', text: 'Both are being looked up. ' }
    yield { type: 'activity', activity: { ...south, status: 'success', content: 'rain, 18 °C' } }
    yield { type: 'text', text: 'The south has rain, ' }
    yield { type: 'activity', activity: { ...north, status: 'success', content: 'clear, 9 °C' } }
    yield { type: 'text', text: 'the north is clear.' }
    yield* agentClosing()
  },
}

const subAgents: Scenario = {
  command: '/sub-agents',
  summary: 'an agent calls another one, which thinks, uses a tool and replies in between',
  generations: ['v2'],
  *play() {
    const travel: Agent = { name: 'Travel assistant', parentKey: 'travel', isSubAgent: true }
    const task = tool('travel', 'travel_agent({"task":"Find a train"})')
    const timetable = { ...tool('timetable', 'timetable({"to":"Guangzhou"})'), agent: travel }
    yield* agentOpening()
    yield { type: 'thought', text: 'The travel assistant knows the trains.' }
    yield { type: 'thought-end' }
    yield { type: 'activity', activity: task }
    yield { type: 'thought', key: 'sub', agent: travel, text: 'A look at the timetable, 查时刻表。' }
    yield { type: 'thought-end', key: 'sub' }
    yield { type: 'activity', activity: timetable }
    yield { type: 'activity', activity: { ...timetable, status: 'success', content: 'G6 08:00' } }
    yield { type: 'describe', details: { agent: travel } }
    yield { type: 'text', text: 'The first train is G6.' }
    yield { type: 'answer-end' }
    yield { type: 'activity', activity: { ...task, status: 'success', content: 'G6 at eight' } }
    yield { type: 'text', answer: 1, text: 'Take **G6** at eight o’clock.' }
    yield { type: 'describe', answer: 1, details: { method: 18 } }
    yield { type: 'answer-end', answer: 1 }
  },
}

const sandbox: Scenario = {
  command: '/sandbox',
  summary: 'a tool that works in a sandbox which can be looked at',
  *play() {
    const output = 'Python 3.12\n>>> 6 * 7\n42'
    const run = tool('sandbox', 'run_code({"code":"6 * 7"})')
    yield* agentOpening()
    yield { type: 'activity', activity: run }
    yield {
      type: 'activity',
      activity: {
        ...run,
        status: 'success',
        content: output,
        contents: [
          {
            type: 'sandbox',
            url: 'https://example.com/sandbox/1',
            displayUrl: 'https://example.com/sandbox/1/view',
            content: output,
          },
        ],
      },
    }
    yield { type: 'text', text: 'The answer is 42, 如沙箱所示。' }
    yield* agentClosing()
  },
}

const webSearch: Scenario = {
  command: '/web-search',
  summary: 'a tool whose results are a list of pages',
  *play() {
    yield* agentOpening()
    yield { type: 'activity', activity: search }
    yield {
      type: 'activity',
      activity: {
        ...search,
        status: 'success',
        content: JSON.stringify(results),
        contents: [{ type: 'web-search', results }],
      },
    }
    yield { type: 'text', text: 'University news is on its own page.' }
    yield* agentClosing()
  },
}

function tool(key: string, title: string): Activity {
  const [name = ''] = title.split('(')
  return { key, name, title, status: 'processing', content: '' }
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
    ],
  }
  yield { type: 'describe', details: { method: 18 } }
  yield { type: 'answer-end' }
}

export const agentScenarios: readonly Scenario[] = [news, claw, parallel, subAgents, sandbox, webSearch]
