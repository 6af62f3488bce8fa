// Owns what the numbers mean by which the service says how an answer was made; they are the same in both generations. The
// words for them are in i18n under `actions.details.made`.

const names = [
  'undecided',
  'model',
  'unknownQuestion',
  'refusal',
  'sensitive',
  'acceptedAnswer',
  'greeting',
  'tooMany',
  'intervention',
  'taskFlow',
  'taskFlowAnswer',
  'searchEngine',
  'knowledge',
  'image',
  'document',
  'clarification',
  'workflow',
  'workflowEnd',
  'agent',
  'severalIntents',
  'interrupted',
  'planPreview',
  'planResult',
  'structured',
] as const

type ReplyMethodName = (typeof names)[number]

/** Undefined for a number that is not documented. */
export function findReplyMethod(code: number): ReplyMethodName | undefined {
  return names[code]
}
