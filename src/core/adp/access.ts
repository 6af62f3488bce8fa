// Owns which way a question takes: access method and protocol version, where the profile leaves them to the program. Pure.
// Decision 11 says which answers count as a refusal and why.
import type { Failure } from '#shared/failure.ts'
import type { AccessMethod, ProtocolVersion } from '#shared/profile.ts'

export interface Way {
  readonly accessMethod: Exclude<AccessMethod, 'automatic'>
  readonly protocolVersion: Exclude<ProtocolVersion, 'automatic'>
}

/** What the profile says, and what is known of its application. */
export interface AccessChoice {
  readonly accessMethod: AccessMethod
  readonly protocolVersion: ProtocolVersion
  /** Whether there is something to get a token with. */
  readonly canGetToken: boolean
  /** What worked last; its access method only while that is fresh. */
  readonly known?: { readonly way: Way; readonly isFresh: boolean } | undefined
}

/** How far a failed attempt had come. */
export interface Progress {
  /** The question has certainly not been sent. */
  readonly isUnsent: boolean
  /** The service has accepted it, or has said something of an answer. */
  readonly hasBegun: boolean
}

export function firstWay({ accessMethod, protocolVersion, canGetToken, known }: AccessChoice): Way {
  const freshMethod = known?.isFresh ? known.way.accessMethod : 'websocket'
  const automaticMethod = canGetToken ? freshMethod : 'sse'
  return {
    accessMethod: accessMethod === 'automatic' ? automaticMethod : accessMethod,
    protocolVersion: protocolVersion === 'automatic' ? (known?.way.protocolVersion ?? 'v2') : protocolVersion,
  }
}

/** Another way after a failure, or undefined when this failure stands. `tried` are all ways so far, the last one failed. */
export function nextWay(
  choice: AccessChoice,
  tried: readonly Way[],
  failure: Failure,
  progress: Progress,
): Way | undefined {
  const failed = tried.at(-1)
  if (failed === undefined || progress.hasBegun) return undefined
  const isTried = (way: Way): boolean =>
    tried.some(
      (other) => other.accessMethod === way.accessMethod && other.protocolVersion === way.protocolVersion,
    )
  const isVersionRefused = refusesVersion(failure)
  if (isVersionRefused && choice.protocolVersion === 'automatic') {
    const way: Way = { ...failed, protocolVersion: failed.protocolVersion === 'v2' ? 'v1' : 'v2' }
    if (!isTried(way)) return way
  }
  if (choice.accessMethod !== 'automatic') return undefined
  const isMethodRefused =
    failed.accessMethod === 'websocket' ? progress.isUnsent : choice.canGetToken && refusesPlainKey(failure)
  if (!isMethodRefused) return undefined
  const way: Way = {
    accessMethod: failed.accessMethod === 'websocket' ? 'sse' : 'websocket',
    // Where both versions were refused, it was the method that was not there.
    protocolVersion: isVersionRefused ? firstWay(choice).protocolVersion : failed.protocolVersion,
  }
  return isTried(way) ? undefined : way
}

/** The path, or the handler of the question, is not there; or the application is of a type without this dialogue. */
const versionStatuses: readonly number[] = [404, 405, 501]
const versionCodes: readonly number[] = [460002, 460030, 460400]

function refusesVersion({ code, detail }: Failure): boolean {
  if (code === 'not-adp' || code === 'unavailable') return versionStatuses.includes(detail?.httpStatus ?? 0)
  return versionCodes.includes(detail?.remoteCode ?? 0)
}

/** Published applications of the stand-alone site have been seen to be unknown over HTTP SSE and known on a socket. */
const plainKeyCodes: readonly number[] = [460004, 460033]

function refusesPlainKey({ detail }: Failure): boolean {
  return plainKeyCodes.includes(detail?.remoteCode ?? 0)
}
