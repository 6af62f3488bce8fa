// Owns what an answer means, apart from how it came: what a person reads of it, each kind of part in its order. Ids, times
// and tokens differ from turn to turn; searches and workflows are told early in one generation and at the end in the other,
// and what is kept as received is as different as the generations are.
import { isDeepStrictEqual } from 'node:util'
import type { Message } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import type { Part, PartOf } from '#shared/part.ts'

export function meaningOf({ status, failure, parts }: Message): unknown {
  const isWhole = status === 'complete'
  // How much of an answer that broke off had come depends on how long the packets were.
  const cut = (text: string): string => (isWhole ? text : text.slice(0, 10))
  return {
    status: isLost(failure) ? 'lost' : status,
    failure: failure && (isLost(failure) ? 'lost' : failure.code),
    texts: ofType(parts, 'text').map(({ text, quotes, references }) => ({
      text: cut(text),
      quotes,
      references,
    })),
    thoughts: ofType(parts, 'thought').map(({ text, status: progress }) => ({ text: cut(text), progress })),
    steps: ofType(parts, 'step')
      .filter(({ kind }) => isWhole || kind === 'tool' || kind === 'agent')
      .map(({ name, status: progress, output }) => ({ name, progress, output }))
      // Of two answers to one question, v1 tells the work for each.
      .filter((step, place, steps) => steps.findIndex((other) => isDeepStrictEqual(other, step)) === place),
    rest: parts
      .filter(({ type }) => !['text', 'thought', 'step', 'unknown', 'sandbox'].includes(type))
      .map(({ key: _, ...part }) => part)
      .sort((a, b) => a.type.localeCompare(b.type)),
    sandboxes: ofType(parts, 'sandbox').map(({ url, displayUrl }) => ({ url, displayUrl })),
  }
}

/** A request that gets no response and a connection that ends are the same accident on two transports. */
function isLost(failure: Failure | undefined): boolean {
  return failure?.code === 'unreachable' || failure?.code === 'cut-off'
}

function ofType<Type extends Part['type']>(parts: readonly Part[], type: Type): PartOf<Type>[] {
  // Safe: the filter has just looked at the type.
  return parts.filter((part) => part.type === type) as PartOf<Type>[]
}
