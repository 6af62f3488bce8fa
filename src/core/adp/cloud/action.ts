// Owns CloudAction: what the cloud API can be asked to do, as a value. There is a file with actions for each subject.
import type { z } from 'zod'
import type { FailureCode } from '#shared/failure.ts'
import type { CloudService } from '../endpoints.ts'

export interface CloudAction<Value> {
  readonly name: string
  readonly service: CloudService
  readonly version: string
  /** It reads, or makes a token, and changes nothing: sent again when the service was too busy to take it. */
  readonly isRepeatable: boolean
  /** What numbers in front of an error's message mean for this action, where that is more than they always mean. */
  readonly numbers?: Readonly<Record<number, FailureCode>>
  /** Makes the members of `Response` what callers get. */
  readonly response: z.ZodType<Value>
}

/** Every action is of one of these. */
export const lke = { service: 'lke', version: '2023-11-30' } as const
export const adp = { service: 'adp', version: '2026-05-20' } as const
