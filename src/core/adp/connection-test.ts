// Owns the test of a connection: the ways that a question would take, in the same order (access.ts), one after the other until
// one works. One way is connection-attempt.ts's.
import type { TestAttempt, TestReport, TestVerdict } from '#shared/connection-test.ts'
import { firstWay, nextWay, type AccessChoice, type Way } from './access.ts'
import type { AdpConnection, AdpEnvironment } from './client.ts'
import { attemptConnection, findEndpoint } from './connection-attempt.ts'
import { createTokenSource } from './token.ts'

/** For all attempts together. */
const wholeMs = 45_000

export interface TestOptions {
  /** A few words that any application can answer. */
  readonly question: string
  /** Called with every change. */
  readonly onProgress: (attempts: readonly TestAttempt[]) => void
  /** Cancels the test. */
  readonly signal: AbortSignal
}

/** What a test has found; who was tested the caller knows. */
export type TestResult = Omit<TestReport, 'appKeyHint'>

export type TestConnection = (connection: AdpConnection, options: TestOptions) => Promise<TestResult>

/** Never rejects because of the service or the way to it. What worked before is not asked about: everything is tried anew. */
export async function testConnection(
  connection: AdpConnection,
  { question, onProgress, signal }: TestOptions,
  environment: Omit<AdpEnvironment, 'sockets'>,
): Promise<TestResult> {
  const { clock, log, findProxy } = environment
  const { accessMethod, protocolVersion, site } = connection
  const startedAt = clock.now()
  const beganAt = clock.elapsed()
  const late = new AbortController()
  const cancelLimit = clock.after(wholeMs, () => late.abort())
  const tokens = createTokenSource({ place: connection, ...connection, clock, findProxy })
  const choice: AccessChoice = { accessMethod, protocolVersion, canGetToken: tokens.isAvailable }
  const attempts: TestAttempt[] = []
  let clockAheadMs: number | null = null

  async function tryWays(): Promise<TestVerdict> {
    const tried: Way[] = []
    for (let way: Way | undefined = firstWay(choice); way !== undefined;) {
      const current: Way = way
      const place = tried.push(current) - 1
      const { failure, progress, isNetworkDown, ...end } = await attemptConnection({
        connection,
        way: current,
        question,
        tokens,
        environment,
        cancelled: signal,
        signal: AbortSignal.any([signal, late.signal]),
        onSteps(steps) {
          attempts[place] = { way: current, steps: [...steps] }
          onProgress([...attempts])
        },
      })
      clockAheadMs = end.clockAheadMs ?? clockAheadMs
      if (signal.aborted) return 'cancelled'
      if (failure === undefined) return place === 0 ? 'works' : 'works-otherwise'
      if (late.signal.aborted) return 'fails'
      const next = nextWay(choice, tried, failure, progress)
      // The same name and the same host would fail in the same way.
      way =
        next && isNetworkDown && hostOf(connection, next) === hostOf(connection, current) ? undefined : next
    }
    return 'fails'
  }

  const verdict = await tryWays()
  cancelLimit()
  log.info('connection-test.ended', { verdict, attempts: attempts.length })
  const durationMs = Math.round(clock.elapsed() - beganAt)
  return { verdict, attempts, startedAt, durationMs, site, clockAheadMs }
}

function hostOf(connection: AdpConnection, way: Way): string | undefined {
  const endpoint = findEndpoint(connection, way)
  return endpoint.ok ? endpoint.url.host : undefined
}
