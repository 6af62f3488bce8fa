// Owns the ordinary order of a turn: question, progress, thought, text, references, progress, end. The official Go SDK
// relies on the final reply being last; the documents promise nothing.
import type { Content } from '../content.ts'
import type { AnswerDetails, Procedure, Reference, Step } from '../scenario.ts'

interface OrdinaryTurn {
  readonly text: string
  readonly thought?: string
  readonly references?: readonly Reference[]
  readonly details?: AnswerDetails
  /** Beside the text. */
  readonly contents?: readonly Content[]
  /** What runs before the model; the knowledge base when absent. */
  readonly retrieval?: 'knowledge' | 'search_engine' | 'image' | 'file'
}

export function* ordinaryTurn(turn: OrdinaryTurn): Generator<Step> {
  const retrieval = turn.retrieval ?? 'knowledge'
  const model = turn.thought === undefined ? 'large_language_model' : 'thinking_model'
  yield* opening(retrieval, model)
  if (turn.thought !== undefined) {
    yield { type: 'thought', text: turn.thought }
    yield { type: 'thought-end' }
  }
  yield { type: 'text', text: turn.text }
  if (turn.references !== undefined) yield { type: 'references', references: turn.references }
  for (const content of turn.contents ?? []) yield { type: 'content', content }
  if (turn.details !== undefined) yield { type: 'describe', details: turn.details }
  yield done(retrieval, model)
  yield { type: 'answer-end' }
}

type Name = Procedure['name']

/** The question is accepted, something is looked up, the model begins. */
export function* opening(
  retrieval: Name = 'knowledge',
  model: Name = 'large_language_model',
): Generator<Step> {
  yield { type: 'question' }
  yield { type: 'progress', status: 'processing', procedures: [{ name: retrieval, status: 'processing' }] }
  yield {
    type: 'progress',
    status: 'processing',
    procedures: [
      { name: retrieval, status: 'success' },
      { name: model, status: 'processing' },
    ],
  }
}

/** The counters at the end of the work. */
export function done(retrieval: Name = 'knowledge', model: Name = 'large_language_model'): Step {
  return {
    type: 'progress',
    status: 'success',
    procedures: [
      { name: retrieval, status: 'success' },
      { name: model, status: 'success' },
    ],
  }
}

/** The ordinary end of an answer after its last text. */
export function* closing(): Generator<Step> {
  yield done()
  yield { type: 'answer-end' }
}
