// Owns what the engine's thread and a worker's say to each other.
import type { Failure } from '#shared/failure.ts'

export type WorkerRequest =
  | { readonly type: 'run'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }

/** `failed` is what a person is told, `broken` a mistake of ours, `cancelled` the answer to `cancel`. */
export type WorkerReply =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'broken'; readonly id: number; readonly reason: string }
  | { readonly type: 'cancelled'; readonly id: number }
