// Owns how a cloud call fails: with a code and a message, in an envelope that looks like success.

export interface CloudFailure {
  readonly code: string
  readonly message: string
}

export function isFailure(answer: object): answer is { readonly failure: CloudFailure } {
  return 'failure' in answer
}

export function failure(code: string, message: string): { readonly failure: CloudFailure } {
  return { failure: { code, message } }
}

/** The actions of the platform name their reason by a number before the message. */
export function refusal(reason: number, message: string): { readonly failure: CloudFailure } {
  return failure('FailedOperation', `${reason}-${message}`)
}
