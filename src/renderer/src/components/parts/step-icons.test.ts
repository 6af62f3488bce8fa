import { expect, it } from 'vitest'
import { findStepIcon } from './step-icons.ts'

it('a tool has the picture of what its name says, everything else that of its kind', () => {
  const tools = [
    'Read',
    'Write',
    'MultiEdit',
    'Glob',
    'Grep',
    'WebSearch',
    'web_fetch',
    'Bash',
    'run_code',
    'Skill',
    'search_orders',
    'get_weather',
    'constructor',
    '查询天气',
  ].map((name) => findStepIcon({ kind: 'tool', name }))
  expect([...tools, findStepIcon({ kind: 'retrieval', name: 'Bash' })]).toEqual([
    'read',
    'write',
    'edit',
    'find-files',
    'find-text',
    'web-search',
    'web-page',
    'terminal',
    'terminal',
    'skill',
    'search',
    'tool',
    'tool',
    'tool',
    'retrieval',
  ])
})
