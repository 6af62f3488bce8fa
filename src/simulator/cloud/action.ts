// Owns what an action of the cloud API is. They are listed in action-list.ts; cloud.ts calls them.
import type { App } from '../apps.ts'
import { findApp } from '../apps.ts'
import { errorMessage } from '../error-messages.ts'
import type { JsonObject } from '../json.ts'
import type { Service } from '../service.ts'
import { refusal, type CloudFailure } from './failure.ts'
import type { Parameters, Rules } from './parameters.ts'

export type Product = 'lke' | 'adp'

export interface Action {
  readonly name: string
  readonly product: Product
  /** Absent: the one version of its product. */
  readonly versions?: readonly string[]
  readonly rules: Rules
  /** Takes parameters beyond those that the protocol notes tell of. */
  readonly isOpen?: true
  answer(call: CloudCall): Answer
}

export type Answer = JsonObject | { readonly failure: CloudFailure }

export interface CloudCall {
  readonly parameters: Parameters
  readonly service: Service
  /** Where the simulator was reached: `http://127.0.0.1:PORT`. */
  readonly origin: string
}

export const productVersions: Readonly<Record<Product, string>> = { lke: '2023-11-30', adp: '2026-05-20' }

/** The published application with this key, or why there is none. */
export function readApp(appKey: string): { readonly app: App } | { readonly failure: CloudFailure } {
  const app = findApp(appKey)
  if (app === undefined) return refusal(400, errorMessage(4505004))
  if (app.state === 'deleted') return refusal(460004, errorMessage(460004))
  return app.state === 'unpublished' ? refusal(460048, errorMessage(460048)) : { app }
}
