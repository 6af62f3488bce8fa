// Owns what a connection test says: every step on the way to a first word, how long it took and what came of it. Run by
// core/adp/connection-test.ts; what a person should do about it the renderer decides (find-advice.ts). Holds no secret.
import { z } from 'zod'
import { waySchema } from './connection.ts'
import { failureSchema } from './failure.ts'
import { siteSchema } from './profile.ts'

export const testStepNameSchema = z.enum([
  'settings', // what will be tried
  'name-resolution', // of the service, or of the proxy where there is one
  'tcp', // to the service, or to the proxy
  'proxy', // the proxy opens a tunnel to the service
  'tls',
  'token', // that opens a WebSocket
  'handshake', // of the WebSocket, to the accepted token
  'request', // over HTTP SSE, to the head of the response
  'first-event',
  'first-text',
])
export type TestStepName = z.infer<typeof testStepNameSchema>

export const testFactNameSchema = z.enum([
  'address',
  'accessMethod',
  'protocolVersion',
  'proxy',
  'ipAddress',
  'tlsVersion',
  'certificateSubject',
  'certificateIssuer',
  /** Times as in ISO 8601. */
  'validFrom',
  'validTo',
  'tokenSource',
  'httpStatus',
])
export type TestFactName = z.infer<typeof testFactNameSchema>

/** Something that a step has found out, in short words that need no translation. */
export const testFactSchema = z.strictObject({ name: testFactNameSchema, value: z.string().max(300) })
export type TestFact = z.infer<typeof testFactSchema>

export const testStepSchema = z.strictObject({
  name: testStepNameSchema,
  /** `skipped`: it has no meaning here, or one before it failed. */
  status: z.enum(['waiting', 'running', 'passed', 'failed', 'skipped']),
  /** Of a step that is over and was not skipped. */
  durationMs: z.number().nullable(),
  facts: z.array(testFactSchema).max(12),
  failure: failureSchema.nullable(),
})
export type TestStep = z.infer<typeof testStepSchema>

/** One way that was tried; where the profile leaves it to the program, another one may follow. */
export const testAttemptSchema = z.strictObject({ way: waySchema, steps: z.array(testStepSchema).max(12) })
export type TestAttempt = z.infer<typeof testAttemptSchema>

/** `works-otherwise`: not the way that is tried first, but another one. */
export const testVerdictSchema = z.enum(['works', 'works-otherwise', 'fails', 'cancelled'])
export type TestVerdict = z.infer<typeof testVerdictSchema>

export const testReportSchema = z.strictObject({
  verdict: testVerdictSchema,
  /** In the order in which they were made; the last one decides. */
  attempts: z.array(testAttemptSchema).max(4),
  startedAt: z.number(),
  durationMs: z.number(),
  site: siteSchema,
  /** The last four characters of the AppKey, or empty when it is shorter than twelve. */
  appKeyHint: z.string().max(4),
  /** How far this computer's clock is ahead of the service's, where the service said its time; negative when behind. */
  clockAheadMs: z.number().nullable(),
})
export type TestReport = z.infer<typeof testReportSchema>
