// Owns the switches about how events are spelled.
import type { Scope } from '../scenario.ts'
import type { Spelling } from '../spelling.ts'
import { withFirst, type Switch } from './switch.ts'

const v2: Scope = { generations: ['v2'] }
const v2Pieces: Scope = { generations: ['v2'], modes: ['pieces'] }

function spelled(name: string, summary: string, spelling: Partial<Spelling>, scope: Scope = {}): Switch {
  return withFirst(name, summary, [{ type: 'spelling', spelling }], scope)
}

export const spellingSwitches: readonly Switch[] = [
  spelled('sparse', 'only the members that are documented as always present', { isSparse: true }),
  spelled('no-type', 'the kind of event stands beside the event only, not in it', { hasType: false }),
  spelled('numeric-ids', 'ids of sources as bare numbers beyond 2^53', { hasNumericIds: true }),
  spelled('numbers-as-text', 'every number as text', { numbers: 'text' }),
  spelled('text-as-numbers', 'times and durations as numbers where the documents show text', {
    numbers: 'bare',
  }),
  spelled('nulls', 'optional members that are absent come as null', { hasNulls: true }),
  spelled('unknown-members', 'a member that nobody knows in every object', { hasUnknownMembers: true }),
  spelled(
    'envelope',
    'type and message_id beside the payload, as over HTTP SSE',
    { hasFullEnvelope: true },
    { generations: ['v1'], transports: ['socket'] },
  ),
  spelled('final-empty', 'the final packet is empty when pieces are asked for', { finalPacket: 'empty' }),
  spelled('final-whole', 'the final packet is whole when pieces are asked for', { finalPacket: 'whole' }),
  spelled('no-pieces', 'whole texts although pieces are asked for', { honoursIncremental: false }),
  spelled('text-in-added', 'content.added brings the first piece of the text', { hasTextInAdded: true }, v2),
  spelled(
    'no-text-events',
    'texts stand in message.done and response.completed alone',
    { hasTextEvents: false },
    v2,
  ),
  spelled(
    'no-content-index',
    'text events do not say which content they belong to',
    { hasContentIndex: false },
    v2,
  ),
  spelled(
    'corrections',
    'slips in the pieces that a whole text puts right',
    { hasCorrections: true },
    v2Pieces,
  ),
  spelled('late-deltas', 'pieces come once more up to 400 ms after the end', { hasLateDeltas: true }, v2),
  spelled(
    'interleaved',
    'response.processing and message.processing among all other events',
    { hasInterleaving: true },
    v2,
  ),
  spelled(
    'late-titles',
    'what a tool is called for stands in message.processing alone',
    { hasLateTitles: true },
    v2,
  ),
  spelled('omitted-tools', 'finished records without titles and outputs of tools', { omitsTools: true }, v2),
  spelled('opaque-ids', 'message ids that do not hold the record id', { hasOpaqueIds: true }, v2),
  spelled('older-ids', 'ReferBizId, DocBizId … in the sources', { hasOlderReferenceIds: true }, v2),
  spelled('option-contents', 'options as a content of their own', { hasOptionContents: true }, v2),
  spelled('flat-errors', 'errors without an object around them', { errorForm: 'flat' }, v2),
  spelled('bare-errors', 'errors without request and trace id', { errorForm: 'without-ids' }, v2),
  spelled(
    'no-done',
    'no [DONE] at the end of a stream',
    { doneMarker: 'never' },
    { ...v2, transports: ['sse'] },
  ),
  spelled(
    'always-done',
    '[DONE] also after an error or an unfinished answer',
    { doneMarker: 'always' },
    { transports: ['sse'] },
  ),
]
