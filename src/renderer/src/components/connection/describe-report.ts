// Owns a connection test as plain text for a support ticket: what was tried and what came of it, in the language of the page.
// Of the AppKey its last four characters at most, and nothing of the person or of this computer's folders. Pure.
import type { AppDescription } from '#shared/contract/contract.ts'
import type { TestReport, TestStep } from '#shared/connection-test.ts'
import type { Failure } from '#shared/failure.ts'

export interface Words {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly getSentence: (failure: Failure) => string
  readonly describeWay: (way: TestReport['attempts'][number]['way']) => string
  readonly verdict: string
  readonly advice: string | undefined
}

export function describeReport(
  report: TestReport,
  program: Pick<AppDescription, 'version' | 'shell' | 'platform'>,
  words: Words,
): string {
  const { t, describeWay } = words
  const word = (name: string, values?: Record<string, unknown>): string =>
    t(`connectionTest.report.${name}`, values)
  const { appKeyHint, clockAheadMs } = report
  const lines = [
    t('connectionTest.title'),
    `${word('program')}: ADP Desk ${program.version}, ${program.shell}, ${program.platform}`,
    `${word('tested')}: ${new Date(report.startedAt).toISOString()}`,
    `${word('duration')}: ${report.durationMs} ms`,
    `${word('site')}: ${t(`profile.sites.${report.site}`)}`,
    `${word('appKey')}: ${appKeyHint === '' ? word('appKeyHidden') : word('appKeyEnds', { hint: appKeyHint })}`,
    ...(clockAheadMs === null
      ? []
      : [`${word('clockAhead')}: ${word('clockAheadBy', { seconds: Math.round(clockAheadMs / 1000) })}`]),
    `${word('result')}: ${words.verdict}${words.advice === undefined ? '' : ` ${words.advice}`}`,
  ]
  for (const [index, { way, steps }] of report.attempts.entries()) {
    lines.push('', word('attempt', { number: index + 1, way: describeWay(way) }))
    for (const step of steps) lines.push(...describeStep(step, words))
  }
  return lines.join('\n')
}

function describeStep({ name, status, durationMs, facts, failure }: TestStep, words: Words): string[] {
  const { t, getSentence } = words
  const time = durationMs === null ? '' : `, ${durationMs} ms`
  const found = facts.map((fact) => `  ${t(`connectionTest.fact.${fact.name}`)}: ${fact.value}`)
  const head = `- ${t(`connectionTest.step.${name}`)}: ${t(`connectionTest.status.${status}`)}${time}`
  if (failure === null) return [head, ...found]
  const details = Object.entries({ code: failure.code, ...failure.detail }).map(
    ([detail, value]) => `  ${t(`conversation.detail.${detail}`)}: ${String(value)}`,
  )
  return [head, ...found, `  ${getSentence(failure)}`, ...details]
}
