// Owns what a person should do after a connection test, as a word of a closed list; the sentences are in i18n under
// `connectionTest.advice`. What happened the sentence of the failure says. Pure.
import { assertNever } from '#shared/assert-never.ts'
import type { TestAttempt, TestReport, TestStep, TestStepName } from '#shared/connection-test.ts'
import type { Failure } from '#shared/failure.ts'

export type Advice =
  // the key and the application
  | 'key'
  | 'key-or-site'
  | 'enter-key'
  | 'publish'
  | 'application-gone'
  | 'application-disabled'
  | 'application-type'
  | 'application'
  | 'content'
  // the account
  | 'credentials-missing'
  | 'credentials'
  | 'permission'
  | 'quota'
  | 'token'
  | 'token-endpoint'
  // the way
  | 'name'
  | 'refused'
  | 'timeout'
  | 'network'
  | 'proxy-unreachable'
  | 'proxy-sign-in'
  | 'proxy-refuses'
  | 'access-denied'
  | 'websocket-blocked'
  | 'service-url'
  // security
  | 'clock'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'certificate-name'
  | 'not-encrypted'
  | 'checks-off'
  | 'tls'
  // the rest
  | 'version'
  | 'version-found'
  | 'busy'
  | 'slow'
  | 'try-again'
  | 'addresses'
  | 'report'

/** Signatures of the cloud API are refused beyond this difference. */
const maxClockDifferenceMs = 300_000

/** Undefined where there is nothing to be done: it works, or the person has cancelled. */
export function findAdvice(report: TestReport): Advice | undefined {
  const [first] = report.attempts
  const last = report.attempts.at(-1)
  switch (report.verdict) {
    case 'cancelled':
      return undefined
    case 'works':
      return isClockWrong(report) ? 'clock' : undefined
    case 'works-otherwise':
      if (first?.way.protocolVersion !== last?.way.protocolVersion) return 'version-found'
      return first && adviseOn(first, report)
    case 'fails':
      return last ? adviseOn(last, report) : 'report'
    default:
      return assertNever(report.verdict)
  }
}

function adviseOn({ steps }: TestAttempt, report: TestReport): Advice {
  const failed = steps.find(({ status }) => status === 'failed')
  return failed?.failure ? adviseOnFailure(failed.failure, failed, report) : 'report'
}

function adviseOnFailure(failure: Failure, step: TestStep, report: TestReport): Advice {
  const { code, detail = {} } = failure
  if (refusesVersion(failure)) return report.attempts.length > 1 ? 'service-url' : 'version'
  switch (code) {
    case 'key-refused':
      return report.site === 'custom' ? 'key' : 'key-or-site'
    case 'key-missing':
      return 'enter-key'
    case 'application-unavailable':
      return adviseOnApplication(detail.remoteCode)
    case 'question-refused':
    case 'answer-refused':
      return 'content'
    case 'busy':
    case 'too-many-calls':
      return 'busy'
    case 'quota-used-up':
      return 'quota'
    case 'token-refused':
      return isClockWrong(report) ? 'clock' : 'token'
    case 'credentials-missing':
    case 'credentials-needed':
      return 'credentials-missing'
    case 'credentials-refused':
      return isClockWrong(report) ? 'clock' : 'credentials'
    case 'permission-missing':
      return 'permission'
    case 'clock-wrong':
      return 'clock'
    case 'token-endpoint-failed':
      return 'token-endpoint'
    case 'proxy-failed':
      if (detail.httpStatus === 407) return 'proxy-sign-in'
      return detail.httpStatus === undefined ? 'proxy-unreachable' : 'proxy-refuses'
    case 'unreachable':
      return adviseOnNetwork(detail.cause ?? '', step.name)
    case 'not-secure':
      return adviseOnSecurity(detail.cause ?? '', report)
    case 'not-adp':
      return 'service-url'
    case 'access-denied':
      return 'access-denied'
    case 'silent':
      return adviseOnSilence(step.name)
    case 'cut-off':
      return step.name === 'handshake' ? 'websocket-blocked' : 'try-again'
    case 'service-failed':
    case 'cloud-failed':
    case 'unavailable':
      return 'try-again'
    case 'invalid-input':
      return 'addresses'
    case 'question-too-long':
    case 'empty-question':
    case 'answer-running':
    case 'not-found':
    case 'rating-needs-credentials':
    case 'not-ratable':
    case 'search-cancelled':
    case 'stopped-with-program':
    case 'not-saved':
    case 'no-space':
    case 'backup-unreadable':
    case 'backup-newer':
    case 'backup-damaged':
    case 'backup-failed':
    case 'export-no-space':
    case 'export-not-written':
    case 'export-too-large':
    case 'export-gone':
    case 'history-gone':
    case 'history-read-only':
    case 'check-cancelled':
    case 'nothing-recovered':
    case 'recovery-failed':
    case 'vault-locked':
    case 'passphrase-wrong':
    case 'profile-retired':
    case 'profile-exists':
    case 'name-taken':
    case 'too-many-templates':
    case 'templates-unreadable':
    case 'queue-full':
    case 'action-needs-v2':
    case 'file-refused':
    case 'file-failed':
    case 'file-expired':
    case 'file-damaged':
    case 'file-not-written':
    case 'image-refused':
    case 'image-failed':
    case 'copy-damaged':
    case 'conversation-in-bin':
    case 'attachments-need-credentials':
    case 'attachment-unsupported':
    case 'attachment-too-large':
    case 'attachment-empty':
    case 'too-many-attachments':
    case 'attachment-gone':
    case 'upload-refused':
    case 'document-not-parsed':
    case 'folder-not-opened':
    case 'program-lost':
    case 'program-ended':
    case 'unexpected':
      return 'report'
    default:
      return assertNever(code)
  }
}

function adviseOnApplication(remoteCode: number | undefined): Advice {
  switch (remoteCode) {
    case 460048: // not published
    case 460021: // its knowledge base is not
      return 'publish'
    case 460004: // does not exist
    case 460033: // or is somebody else's
      return 'application-gone'
    case 460026: // in arrears
    case 460038: // refused for abnormal behaviour
      return 'application-disabled'
    case 460030:
      return 'application-type'
    default:
      return 'application'
  }
}

function adviseOnNetwork(cause: string, step: TestStepName): Advice {
  if (step === 'name-resolution' || /^(ENOTFOUND|EAI_|ENODATA)/.test(cause)) return 'name'
  if (cause === 'ECONNREFUSED') return 'refused'
  return cause === 'ETIMEDOUT' ? 'timeout' : 'network'
}

function adviseOnSecurity(cause: string, { site }: TestReport): Advice {
  if (cause === 'NODE_TLS_REJECT_UNAUTHORIZED') return 'checks-off'
  if (cause === 'NOT_HTTPS') return 'not-encrypted'
  if (cause === 'CERT_NOT_YET_VALID') return 'clock'
  // Certificates of the platform are renewed in time; those of a private deployment may not be.
  if (cause === 'CERT_HAS_EXPIRED') return site === 'custom' ? 'certificate-expired' : 'clock'
  if (/ALTNAME|HOSTNAME_MISMATCH/.test(cause)) return 'certificate-name'
  return /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_UNTRUSTED|INVALID_CA/.test(cause)
    ? 'certificate-untrusted'
    : 'tls'
}

function adviseOnSilence(step: TestStepName): Advice {
  if (step === 'handshake') return 'websocket-blocked'
  const isAnswer = step === 'request' || step === 'first-event' || step === 'first-text'
  return isAnswer ? 'slow' : 'timeout'
}

/** As core/adp/access.ts judges it: the path or the handler is not there. */
function refusesVersion({ code, detail }: Failure): boolean {
  if (code === 'not-adp' || code === 'unavailable') return [404, 405, 501].includes(detail?.httpStatus ?? 0)
  return [460002, 460400].includes(detail?.remoteCode ?? 0)
}

function isClockWrong({ clockAheadMs }: TestReport): boolean {
  return Math.abs(clockAheadMs ?? 0) > maxClockDifferenceMs
}
