// Owns Failure: the one shape in which anything that went wrong reaches a person. The sentence here is English; the
// renderer has one in each language under the same code. Never holds a key, a path inside the program or a stack.
import { z } from 'zod'
import { profileIdSchema } from './ids.ts'

/** What went wrong, as far as it changes what a person should do. */
export const failureCodeSchema = z.enum([
  // the service said no
  'key-refused', // the AppKey is not known to this site
  'application-unavailable', // deleted, disabled, unpublished or of a type without a dialogue
  'question-refused', // content safety refused the question
  'answer-refused', // content safety withdrew the answer
  'question-too-long',
  'busy', // concurrency or rate limit
  'quota-used-up',
  'service-failed', // any other error that the service names
  'token-refused', // a new access token for the WebSocket was not accepted either
  // the cloud API said no
  'credentials-missing', // a WebSocket was asked for, and there is nothing to get a token with
  'credentials-needed', // only the cloud API can do it, and there is nothing to ask it with
  'credentials-refused', // SecretId or SecretKey is not the right one
  'permission-missing', // the account may not make this call
  'clock-wrong', // this computer's clock differs too much from the service's
  'token-endpoint-failed', // the person's own token endpoint gave no token
  'cloud-failed', // any other error of the cloud API
  // the way to the service
  'proxy-failed', // the proxy is not there, wants a sign-in, or does not let us through
  'unreachable', // refused, no route, no such host
  'not-secure', // TLS could not be established or trusted
  'not-adp', // something answered, but it is not an ADP dialogue endpoint
  'access-denied', // something on the way wants a sign-in that this program does not have: HTTP 401, 403, 407
  'unavailable', // HTTP 5xx, overload
  'cut-off', // the stream ended before the answer was complete
  'silent', // nothing came for longer than the service is known to need
  // this program
  'empty-question',
  'answer-running', // the conversation already has a running answer
  'not-found',
  'conversation-in-bin', // it can be read, and asked in once it was restored
  'key-missing', // the profile has no readable AppKey (other machine, keyring changed, session-only key)
  'vault-locked', // the passphrase that protects the AppKeys has not been entered yet
  'passphrase-wrong',
  'profile-retired', // the profile was deleted and only its history was kept
  'profile-exists', // another profile has the same AppKey at the same service
  'name-taken', // another folder or tag has the name
  'stopped-with-program', // the program ended while the answer ran
  'invalid-input',
  'too-many-calls',
  'image-refused', // an image that an answer points to may not be asked for
  'image-failed', // it was asked for, and no image came
  'copy-damaged', // the copy of it that was kept is not what was shown, and it could not be fetched anew
  'folder-not-opened', // the system did not show the data folder
  'not-saved', // the database refused to write
  'no-space', // the disk has no room for what is to be done
  'backup-unreadable', // a file is no backup of this program
  'backup-newer', // a newer version of this program has made it
  'backup-damaged', // a copy is not what was copied, or the backup itself is not whole
  'backup-failed', // a copy could not be written or exchanged for another reason
  'export-no-space', // the disk that an export was to be written to is full
  'export-not-written', // it refused to write for another reason
  'export-too-large', // more than one file of an archive can hold
  'export-gone', // an export that was ready for downloading was removed meanwhile
  'history-gone', // its file was moved or deleted while it was open
  'history-read-only', // it lies where nothing can be written
  'check-cancelled',
  'nothing-recovered', // there is nothing of a history in the file
  'recovery-failed',
  'program-lost', // the page lost its connection to the program
  'program-ended', // the program behind the page is gone, or knows the page no more
  'search-cancelled', // another search took its place, or nobody wants it any more
  'unexpected', // a mistake in this program
])
export type FailureCode = z.infer<typeof failureCodeSchema>

/** For "Details" and support tickets; shown on request, never needed to understand the sentence. */
export const failureDetailSchema = z.strictObject({
  /** Error number of the service, as the error tables of the dialogue documents list them. */
  remoteCode: z.number().int().optional(),
  /** The service's own words. */
  remoteMessage: z.string().max(4000).optional(),
  requestId: z.string().max(255).optional(),
  traceId: z.string().max(255).optional(),
  httpStatus: z.number().int().optional(),
  /** The system's name for it: ECONNREFUSED, CERT_HAS_EXPIRED … */
  cause: z.string().max(200).optional(),
  /** Error name of the cloud API: AuthFailure.SignatureExpire … */
  cloudCode: z.string().max(200).optional(),
  /** How long the service asks to wait. */
  retryAfterMs: z.number().optional(),
  /** How far this computer's clock is ahead of the service's; negative when it is behind. */
  clockAheadMs: z.number().optional(),
  /** The limit that was passed, where there is one (characters). */
  limit: z.number().int().optional(),
  /** The profile that is meant, where it is not the one that was asked about. */
  profileId: profileIdSchema.optional(),
})
export type FailureDetail = z.infer<typeof failureDetailSchema>

export const failureSchema = z.strictObject({
  code: failureCodeSchema,
  /** What happened and what to do, in English. */
  message: z.string().max(1000),
  /** Whether the same request may succeed when sent again unchanged. */
  retryable: z.boolean(),
  detail: failureDetailSchema.optional(),
})
export type Failure = z.infer<typeof failureSchema>

const sentences: Record<FailureCode, { message: string; retryable: boolean }> = {
  'key-refused': {
    message: 'The service does not accept this AppKey. Check the AppKey and the site in its profile.',
    retryable: false,
  },
  'application-unavailable': {
    message: 'The application is not available. Check in the ADP console that it is published and enabled.',
    retryable: false,
  },
  'question-refused': {
    message: 'The content check of the service refused this question. Rephrase it and ask again.',
    retryable: false,
  },
  'answer-refused': {
    message: 'The content check of the service withdrew this answer. Rephrase the question and ask again.',
    retryable: false,
  },
  'question-too-long': { message: 'The question is too long. Shorten it and ask again.', retryable: false },
  busy: {
    message: 'The application is answering too many questions at once. Try again in a moment.',
    retryable: true,
  },
  'quota-used-up': {
    message: 'The quota of the account is used up. Add to it in the Tencent Cloud console.',
    retryable: false,
  },
  'service-failed': { message: 'The service could not answer. Try again.', retryable: true },
  'token-refused': {
    message:
      'The service does not accept the access token. Check that the credentials belong to the account of the application.',
    retryable: true,
  },
  'credentials-missing': {
    message:
      'A WebSocket needs a SecretId and a SecretKey, or a token endpoint. Add them to the profile, or choose HTTP SSE.',
    retryable: false,
  },
  'credentials-needed': {
    message: 'The service tells this only with a SecretId and a SecretKey. Add them to the profile.',
    retryable: false,
  },
  'credentials-refused': {
    message: 'The cloud API does not accept the SecretId or the SecretKey. Check both in the profile.',
    retryable: false,
  },
  'permission-missing': {
    message:
      'The account of the SecretId may not use this application. Give it access in the console of the cloud account.',
    retryable: false,
  },
  'clock-wrong': {
    message: 'The clock of this computer is wrong, so the cloud API refuses its signature. Set the clock.',
    retryable: true,
  },
  'token-endpoint-failed': {
    message: 'The token endpoint gave no token. Check its address in the profile.',
    retryable: true,
  },
  'cloud-failed': { message: 'The cloud API could not do it. Try again.', retryable: true },
  'proxy-failed': {
    message: 'The proxy does not let ADP Desk through to the service. Check the proxy in the settings.',
    retryable: true,
  },
  unreachable: {
    message: 'The service cannot be reached. Check the network and the service URL of the profile.',
    retryable: true,
  },
  'not-secure': {
    message: 'No secure connection could be made. Check the clock, the proxy and the service URL.',
    retryable: true,
  },
  'not-adp': {
    message: 'The address answers, but not as an ADP service. Check the service URL of the profile.',
    retryable: true,
  },
  'access-denied': {
    message:
      'Something on the way to the service refuses access. Check the proxy, the sign-in of the network and the service URL.',
    retryable: true,
  },
  unavailable: {
    message: 'The service is not available at the moment. Try again in a moment.',
    retryable: true,
  },
  'cut-off': { message: 'The connection ended before the answer was complete. Try again.', retryable: true },
  silent: { message: 'The service has been silent for too long. Try again.', retryable: true },
  'empty-question': { message: 'There is no question. Write one first.', retryable: false },
  'answer-running': {
    message: 'An answer is still running in this conversation. Wait for it or stop it.',
    retryable: true,
  },
  'not-found': { message: 'It is no longer there.', retryable: false },
  'conversation-in-bin': {
    message: 'This conversation is in the bin. Restore it to ask in it.',
    retryable: false,
  },
  'key-missing': {
    message: 'The AppKey of this profile cannot be read on this machine. Enter it again in the profile.',
    retryable: false,
  },
  'vault-locked': {
    message: 'Your AppKeys are locked. Unlock them with your passphrase and try again.',
    retryable: true,
  },
  'passphrase-wrong': {
    message: 'This is not the passphrase. Try again; nothing is lost.',
    retryable: false,
  },
  'profile-retired': {
    message: 'This AppKey was deleted, and only its history was kept. Enter the AppKey again to ask.',
    retryable: false,
  },
  'profile-exists': {
    message: 'This AppKey has been added before. Open the profile that has it, or add it a second time.',
    retryable: false,
  },
  'name-taken': { message: 'This name is taken already. Choose another one.', retryable: false },
  'stopped-with-program': {
    message: 'ADP Desk ended while this answer was being written. The text so far is kept.',
    retryable: true,
  },
  'invalid-input': { message: 'The input is not valid.', retryable: false },
  'too-many-calls': { message: 'Too many calls in a short time. Try again in a moment.', retryable: true },
  'image-refused': {
    message: 'The address of this image is not one that ADP Desk loads images from.',
    retryable: false,
  },
  'image-failed': { message: 'The image could not be loaded. Try again.', retryable: true },
  'copy-damaged': {
    message:
      'The copy of this image on this computer is damaged, and it could not be loaded again. Try again when there is a network.',
    retryable: true,
  },
  'folder-not-opened': {
    message: 'The folder could not be opened. Copy its path instead.',
    retryable: false,
  },
  'not-saved': {
    message:
      'The history could not be written. Check the free space on the disk; nothing on the screen is lost yet.',
    retryable: true,
  },
  'no-space': {
    message: 'There is not enough space on the disk for this. Make room and try again.',
    retryable: true,
  },
  'backup-unreadable': {
    message:
      'This is not a backup of ADP Desk, or it is not whole. Your history was not touched. Choose another backup.',
    retryable: false,
  },
  'backup-newer': {
    message:
      'This backup was made by a newer version of ADP Desk. Your history was not touched. Update ADP Desk and try again.',
    retryable: false,
  },
  'backup-damaged': {
    message:
      'The copy was checked and is damaged, so it is not used. Your history and your other backups were not touched.',
    retryable: false,
  },
  'backup-failed': {
    message:
      'The backup could not be written or put in place. Check the data folder and try again; nothing was lost.',
    retryable: true,
  },
  'export-no-space': {
    message:
      'There is not enough space on the disk for this export. Nothing of it was left there. Free some space and export again.',
    retryable: true,
  },
  'export-not-written': {
    message: 'The export could not be written there. Choose another folder and export again.',
    retryable: true,
  },
  'export-too-large': {
    message:
      'The export is larger than 4 GB, too large for one download. Export fewer conversations at a time.',
    retryable: false,
  },
  'export-gone': {
    message: 'The exported file was kept for downloading for a while and has been removed. Export again.',
    retryable: false,
  },
  'history-gone': {
    message:
      'The history file was moved or deleted while ADP Desk was running. Put it back, or start ADP Desk again; nothing on the screen is lost yet.',
    retryable: true,
  },
  'history-read-only': {
    message:
      'The history can only be read: nothing can be written to the data folder. Allow that and start again.',
    retryable: false,
  },
  'check-cancelled': { message: 'The check was cancelled.', retryable: true },
  'nothing-recovered': {
    message: 'Nothing of a history was found in this file. It is as it was.',
    retryable: false,
  },
  'recovery-failed': {
    message:
      'The history could not be recovered. Check the free space on the disk and whether the file can be read; it is as it was.',
    retryable: true,
  },
  'program-lost': {
    message:
      'The connection to ADP Desk was lost before it answered. Look at the conversation and try again.',
    retryable: true,
  },
  'program-ended': {
    message: 'ADP Desk has ended or does not know this page any more. Open the address that it prints.',
    retryable: false,
  },
  'search-cancelled': { message: 'The search was ended by another one. Search again.', retryable: true },
  unexpected: { message: 'Something unexpected happened in ADP Desk. Try again.', retryable: true },
}

/** A failure with the sentence that belongs to its code; `detail` and `retryable` say what is known beyond that. */
export function createFailure(
  code: FailureCode,
  detail?: FailureDetail,
  override?: { readonly message?: string; readonly retryable?: boolean },
): Failure {
  return { code, ...sentences[code], ...override, ...(detail === undefined ? {} : { detail }) }
}

/** A failure on its way through code that returns something else. Only contract/dispatch.ts turns it back into a value. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.name = 'FailureError'
    this.failure = failure
  }
}
