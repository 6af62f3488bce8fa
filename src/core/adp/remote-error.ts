// Owns the errors that the service names by number: which of our failures each one is, and whether asking again helps.
// Codes from the error tables of the Dialogue API documents, v1 and v2; it is one back end that sends them.
import { z } from 'zod'
import { createFailure, type Failure, type FailureCode, type FailureDetail } from '#shared/failure.ts'
import { omitUndefined } from './omit-undefined.ts'

/** An error as the service states it. */
export interface RemoteError {
  readonly code?: number
  readonly message: string
  readonly requestId?: string | undefined
  readonly traceId?: string | undefined
}

const text = z.union([z.string(), z.number()]).transform(String)
const optionalText = text.nullish().catch(undefined)
const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])

const idsSchema = z.object({ request_id: optionalText, trace_id: optionalText })
const errorSchema = z.object({ code: wholeNumber, message: optionalText })
const v1Schema = idsSchema.extend({
  error: errorSchema.nullish(),
  payload: idsSchema.extend({ error: errorSchema.nullish() }).nullish().catch(undefined),
})

const v2ErrorSchema = z.object({
  Code: wholeNumber,
  Message: optionalText,
  RequestId: optionalText,
  TraceId: optionalText,
})
/** Nested by the document; flat is accepted, since the refusal of a token has not been seen in full. */
const v2Schema = z.union([z.object({ Error: v2ErrorSchema }).transform(({ Error }) => Error), v2ErrorSchema])

/** Finds the error in a body of either generation, with or without the `payload` that v1 may wrap around it. */
export function findRemoteError(body: unknown): RemoteError | undefined {
  const v2 = v2Schema.safeParse(body).data
  if (v2) {
    return {
      code: v2.Code,
      message: v2.Message ?? '',
      requestId: v2.RequestId || undefined,
      traceId: v2.TraceId || undefined,
    }
  }
  const v1 = v1Schema.safeParse(body).data
  const error = v1?.payload?.error ?? v1?.error
  if (!error) return undefined
  return {
    code: error.code,
    message: error.message ?? '',
    requestId: v1?.payload?.request_id ?? v1?.request_id ?? undefined,
    traceId: v1?.payload?.trace_id ?? v1?.trace_id ?? undefined,
  }
}

type Meaning = readonly [code: FailureCode, retryable?: boolean]

const again: Meaning = ['service-failed', true]
const final: Meaning = ['service-failed', false]
const noApplication: Meaning = ['application-unavailable']
const busy: Meaning = ['busy']
const usedUp: Meaning = ['quota-used-up']

const meanings: Readonly<Record<number, Meaning>> = {
  400: final, // bad parameter
  403: ['key-refused'],
  500: ['unavailable'], // internal; also in the body of a response with that status
  460001: ['token-refused'], // token check failed
  460002: final, // no handler for this event
  460004: noApplication, // does not exist
  460006: final, // message does not exist
  460007: again, // conversation could not be created
  460008: final, // prompt rendering failed
  460009: final, // visitor does not exist
  460010: final, // conversation does not exist
  460011: busy, // concurrency, also when queueing timed out
  460020: again, // model timed out
  460021: noApplication, // knowledge base not published
  460022: again, // visitor could not be created
  460023: final, // rating failed
  460024: final, // invalid label
  460025: final, // image recognition failed
  460026: noApplication, // disabled or in arrears
  460030: noApplication, // of a type without this dialogue
  460031: busy, // too many connections
  460032: usedUp, // model balance
  460033: noApplication, // does not exist or no permission
  460034: ['question-too-long'],
  460035: final, // what was computed got too long
  460036: final, // task flow preview parameter
  460037: usedUp, // search
  460038: noApplication, // refused for abnormal behaviour
  460039: final, // invalid record
  460048: noApplication, // unpublished
  460100: final, // 460100 to 460107: the workflow is disabled, broken, unpublished …
  460101: final,
  460102: final,
  460103: final,
  460104: final,
  460105: final,
  460106: final,
  460107: final,
  460301: again, // internal
  460400: final, // unknown event
  460401: again, // processing took too long
  460501: ['question-refused'],
  460502: ['answer-refused'],
  460600: final, // what a share needs is missing
  460701: busy, // dedicated model: concurrency
  460702: usedUp, // dedicated model: balance
  460711: busy, // workspace: tokens per minute
  460712: busy, // workspace: questions per minute
  460713: usedUp, // workspace: tokens per day
  460721: busy, // application: the same three
  460722: busy,
  460723: usedUp,
  460800: final, // widget: its action
  460801: final, // its state is gone
  460802: final, // a clarification of unknown type
  460916: noApplication, // no runtime for its skills
  460917: again, // the runtime is not available
  460918: noApplication, // Claw is not configured
  460919: final, // the conversation exists already
  460920: final, // workspace: does not exist
  460921: final, // no permission
  460922: final, // of another type
  460923: final, // without a conversation
  4505004: ['key-refused'], // invalid AppKey
}

/** Every error that has a meaning here; the renderer has words for each. */
export const remoteCodes: readonly number[] = Object.keys(meanings).map(Number)

/** The failure that an error of the service is to a person; with a number that is not in the table, `otherwise`. */
export function createRemoteFailure(
  error: RemoteError,
  otherwise: FailureCode = 'service-failed',
  known: FailureDetail = {},
): Failure {
  const [code, retryable] = meanings[error.code ?? 0] ?? [otherwise]
  const detail = omitUndefined<FailureDetail>({
    ...known,
    remoteCode: error.code,
    remoteMessage: error.message.slice(0, 4000) || undefined,
    requestId: error.requestId?.slice(0, 255),
    traceId: error.traceId?.slice(0, 255),
  })
  return createFailure(code, detail, retryable === undefined ? {} : { retryable })
}
