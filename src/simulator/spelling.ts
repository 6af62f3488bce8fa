// Owns the deviations from the documented spelling that a client must bear. Each speaker heeds those that its generation
// has a place for; the switches that set them are in switches/spellings.ts.

export interface Spelling {
  /** Only the members that are documented as always present, and no message id. */
  readonly isSparse: boolean
  readonly hasType: boolean
  /** What the final packet holds when pieces were asked for. */
  readonly finalPacket: 'piece' | 'empty' | 'whole'
  /** False: whole texts although pieces were asked for. */
  readonly honoursIncremental: boolean
  /** Ids as bare numbers, beyond what a double can hold. */
  readonly hasNumericIds: boolean
  /** `bare`: numbers that are documented as text come as numbers; `text`: every number comes as text. */
  readonly numbers: 'as-documented' | 'bare' | 'text'
  /** Optional members that are absent come as null. */
  readonly hasNulls: boolean
  /** A member that nobody knows in every object. */
  readonly hasUnknownMembers: boolean
  /** Generation 1 on a socket: `type` and `message_id` beside the payload, as over HTTP SSE. */
  readonly hasFullEnvelope: boolean

  // Generation 2 alone.
  /** The first piece of a text stands in content.added. */
  readonly hasTextInAdded: boolean
  /** False: texts stand in message.done and response.completed alone. */
  readonly hasTextEvents: boolean
  /** False: text events for the first content do not say so. */
  readonly hasContentIndex: boolean
  /** A slip in a piece is put right by the whole text. */
  readonly hasCorrections: boolean
  /** Deltas of finished messages come again after response.completed. */
  readonly hasLateDeltas: boolean
  /** response.processing and message.processing among all other events. */
  readonly hasInterleaving: boolean
  /** What a tool is called for stands in message.processing alone. */
  readonly hasLateTitles: boolean
  /** Finished records are told without titles and outputs of tools. */
  readonly omitsTools: boolean
  /** Message ids that do not hold the record id. */
  readonly hasOpaqueIds: boolean
  /** ReferBizId, DocBizId … as older builds have them. */
  readonly hasOlderReferenceIds: boolean
  /** Options as a content of their own instead of beside the text. */
  readonly hasOptionContents: boolean
  readonly errorForm: 'nested' | 'flat' | 'without-ids'
  /** The marker at the end of a stream. */
  readonly doneMarker: 'when-completed' | 'always' | 'never'
}

/** What the documents show. */
export const documentedSpelling: Spelling = {
  isSparse: false,
  hasType: true,
  finalPacket: 'piece',
  honoursIncremental: true,
  hasNumericIds: false,
  numbers: 'as-documented',
  hasNulls: false,
  hasUnknownMembers: false,
  hasFullEnvelope: false,
  hasTextInAdded: false,
  hasTextEvents: true,
  hasContentIndex: true,
  hasCorrections: false,
  hasLateDeltas: false,
  hasInterleaving: false,
  hasLateTitles: false,
  omitsTools: false,
  hasOpaqueIds: false,
  hasOlderReferenceIds: false,
  hasOptionContents: false,
  errorForm: 'nested',
  doneMarker: 'when-completed',
}
