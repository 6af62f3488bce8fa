// Owns a data folder in which every place that shows words of a service holds attacks: written through the store of the
// program, so that a page reads them as it reads any history.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { insertConversation, newConversation } from '../../src/core/store/conversations.ts'
import { insertTurn } from '../../src/core/store/messages.ts'
import { closeStore, openStore } from '../../src/core/store/open.ts'
import { insertProfile } from '../../src/core/store/profiles.ts'
import type { Message } from '../../src/shared/answer.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from '../../src/shared/ids.ts'
import { partSchema, type Part } from '../../src/shared/part.ts'
import { chartAttacks, mermaidAttacks } from './diagrams.ts'
import { nameAttacks, widgetAttacks } from './names.ts'
import { addresses, leaks } from './schemes.ts'
import { textAttacks } from './texts.ts'

/** Where numbers of sources are expected. */
const sourceIndexes: readonly string[] = [
  ...nameAttacks,
  '__proto__',
  'constructor',
  '',
  '"] *, [x="',
  'app',
  '1\\000027',
]

/** One conversation each, with the parts of its answers. */
const groups: Readonly<Record<string, readonly Part[]>> = {
  'Attacks in texts': textAttacks.map((text) => read({ type: 'text', text, quotes: [], references: [] })),
  'Attacks in thoughts': textAttacks
    .filter((_, index) => index % 8 === 0)
    .map((text) => read({ type: 'thought', text, status: 'complete', title: text.slice(0, 80) })),
  'Attacks in diagrams': mermaidAttacks.map((source) =>
    read({ type: 'text', text: `\`\`\`mermaid\n${source}\n\`\`\``, quotes: [], references: [] }),
  ),
  'Attacks in charts': [
    ...chartAttacks.map((option) => read({ type: 'chart', option })),
    ...chartAttacks.map((option) =>
      read({ type: 'text', text: `\`\`\`echarts\n${option}\n\`\`\``, quotes: [], references: [] }),
    ),
  ],
  'Attacks in cards': [
    ...widgetAttacks.map((view) => read({ type: 'widget', widgetId: 'w', runId: 'r', view, state: view })),
    ...nameAttacks.flatMap((name) => [
      read({ type: 'options', options: [name, `${name}!`], isMultiple: name.length % 2 === 0 }),
      read({
        type: 'questionnaire',
        title: name,
        questions: [
          {
            question: name,
            isMultiple: false,
            isRequired: true,
            options: [{ label: name, description: name }],
          },
        ],
      }),
      read({ type: 'suggestions', suggestions: [name] }),
      read({ type: 'tasks', tasks: [{ text: name, status: 'running' }] }),
    ]),
  ],
  'Attacks in names': nameAttacks.flatMap((name) => [
    read({ type: 'file', name, url: 'https://attacker.example/a', fileType: name.slice(0, 20) }),
    read({ type: 'image', url: 'https://attacker.example/leak.png', description: name }),
    read({ type: 'notice', text: name }),
    read({ type: 'unknown', name, raw: name }),
    read({
      type: 'step',
      kind: 'tool',
      name,
      title: name,
      status: 'failed',
      input: name,
      output: JSON.stringify({ [name]: name }),
    }),
    read({ type: 'references', references: [{ index: '1', kind: 'web', title: name, documentName: name }] }),
  ]),
  'Attacks in sources': sourceIndexes.map((index) =>
    read({
      type: 'text',
      text: 'See the source. 👩‍👩‍👧 `code` [link](https://example.com)',
      quotes: [0, 3, 17, 26, 40, 9e15].map((position) => ({ index, position })),
      references: [
        { index, kind: 'document', title: index, documentName: index, knowledgeBase: index },
        { index, kind: 'graph', title: '', url: index, referenceId: index, documentId: index },
      ],
    }),
  ),
  'Attacks in addresses': [...addresses, ...leaks].flatMap((url) => [
    read({ type: 'file', name: 'a.pdf', url, fileType: 'pdf' }),
    read({ type: 'image', url, description: 'A picture' }),
    read({ type: 'sandbox', url, displayUrl: url, content: url }),
    read({
      type: 'text',
      text: 'See the source.',
      quotes: [{ index: '1', position: 3 }],
      references: [{ index: '1', kind: 'web', title: url, url }],
    }),
  ]),
}

/** A few attacks out of every conversation. */
const sample: readonly Part[] = Object.values(groups).flatMap((parts) =>
  parts.filter((_, index) => index % Math.ceil(parts.length / 4) === 0),
)

const partsPerAnswer = 12

export interface AttackedConversation {
  readonly title: string
  readonly answers: number
}

function describe(title: string, parts: readonly Part[]): AttackedConversation {
  return { title, answers: Math.ceil(parts.length / partsPerAnswer) }
}

/** All attacks, sorted by the place in which they stand. */
export const attackedConversations = Object.entries(groups).map(([title, parts]) => describe(title, parts))
export const sampleConversation = describe('A few attacks of every kind', sample)

export function fillWithAttacks(dataDir: string, now = Date.now()): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const opened = openStore(join(dataDir, 'history.db'))
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  const profileId = profileIdSchema.parse(randomUUID())
  insertProfile(db, {
    id: profileId,
    name: nameAttacks[0] ?? '',
    color: 'teal',
    site: 'china',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: 'visitor-1',
    appKeyHint: '1234',
    secretIdHint: null,
    isDemo: false,
    isRetired: false,
    createdAt: now,
  })
  for (const [title, parts] of [
    ...nameAttacks.map((name) => [name.slice(0, 200), []] as const),
    ...Object.entries(groups),
    [sampleConversation.title, sample] as const,
  ]) {
    const conversationId = conversationIdSchema.parse(randomUUID())
    insertConversation(db, newConversation({ id: conversationId, profileId, title, createdAt: now }))
    for (let start = 0; start < parts.length; start += partsPerAnswer) {
      const message = (role: Message['role'], ofIt: readonly Part[]): Message => ({
        id: messageIdSchema.parse(randomUUID()),
        conversationId,
        role,
        status: 'complete',
        parts: ofIt.map((part, index) => ({ ...part, key: `part:${index}` })),
        createdAt: now,
        endedAt: now,
        remote: { applicationName: nameAttacks[1] ?? '', requestId: nameAttacks[2] ?? '' },
      })
      const question = read({
        type: 'text',
        text: nameAttacks[start % nameAttacks.length] ?? '',
        quotes: [],
        references: [],
      })
      insertTurn(db, [
        message('user', [question]),
        message('assistant', parts.slice(start, start + partsPerAnswer)),
      ])
    }
  }
  closeStore(db)
}

function read(part: unknown): Part {
  return partSchema.parse({ key: 'part', ...(part as object) })
}
