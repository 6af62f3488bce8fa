// Owns the scenarios with sources and citation marks.
import { referenceOddities } from '../cloud/reference-oddities.ts'
import type { AnswerDetails, Reference, Scenario } from '../scenario.ts'
import { closing, done, opening, ordinaryTurn } from './ordinary-turn.ts'

// The emoji before the marks makes code points and UTF-16 units disagree.
const text = 'You get 15 days of annual leave 🌴. They expire in March. 年假须在三月前休完。'

/** One Q&A pair, two segments of one document, one web page; ids beyond 2^53. */
const sources: readonly Reference[] = [
  {
    kind: 'document',
    id: '1873345678901234567',
    name: 'Leave policy 2026.pdf',
    documentId: '98765',
    documentBusinessId: '1859876543210987654',
  },
  {
    kind: 'document',
    id: '1873345678901234568',
    name: 'Leave policy 2026.pdf',
    url: 'https://example.com/leave-policy',
    documentId: '98765',
    documentBusinessId: '1859876543210987654',
  },
  {
    kind: 'question-and-answer',
    id: '1873345678901234569',
    name: 'When does leave expire?',
    questionBusinessId: '1859876543210987655',
  },
  { kind: 'web', id: '4', name: '年假规定 - Example', url: 'https://example.com/annual-leave' },
]

/** Positions in code points: after each sentence. */
const details: AnswerDetails = {
  quotes: [
    { index: 1, position: [...'You get 15 days of annual leave 🌴'].length },
    { index: 2, position: [...'You get 15 days of annual leave 🌴. They expire in March'].length },
    { index: 4, position: [...text].length },
  ],
  knowledge: [{ id: '1873345678901234567', kind: 2 }],
}

const before: Scenario = {
  command: '/refs',
  summary: 'sources and citation marks; the sources come before the end of the answer',
  play: () => ordinaryTurn({ text, references: sources, details }),
}

const after: Scenario = {
  command: '/refs-late',
  summary: 'the same, but the sources come after the end of the answer',
  *play() {
    yield* opening()
    yield { type: 'text', text }
    yield { type: 'describe', details }
    yield* closing()
    yield { type: 'references', references: sources }
  },
}

const replaced: Scenario = {
  command: '/refs-twice',
  summary: 'the sources are sent twice; the second list replaces the first',
  *play() {
    yield* opening('search_engine')
    yield { type: 'references', references: sources.slice(0, 1) }
    yield { type: 'text', text }
    yield { type: 'references', references: sources.slice(2) }
    yield done('search_engine')
    yield { type: 'answer-end' }
  },
}

const odd: Scenario = {
  command: '/refs-odd',
  summary: 'ids as bare numbers beyond 2^53, and marks that lie outside the text or share a place',
  *play() {
    yield { type: 'spelling', spelling: { hasNumericIds: true } }
    yield* ordinaryTurn({
      text,
      references: sources,
      details: {
        quotes: [
          { index: 1, position: 9999 },
          { index: 2, position: -1 },
          { index: 3, position: 5 },
          { index: 4, position: 5 },
          { index: 9, position: 3 },
        ],
      },
    })
  },
}

const nasty: Scenario = {
  command: '/refs-nasty',
  summary: `sources behind which DescribeRefer finds odd things: ${Object.values(referenceOddities).join(', ')}`,
  play: () =>
    ordinaryTurn({
      text,
      references: Object.keys(referenceOddities).map((oddity, index) => ({
        kind: 'document',
        id: `${1873345678901234580n + BigInt(index)}`,
        name: `Nasty ${oddity}.pdf`,
        documentId: '98765',
        documentBusinessId: '1859876543210987654',
      })),
    }),
}

export const referenceScenarios: readonly Scenario[] = [before, after, replaced, odd, nasty]
