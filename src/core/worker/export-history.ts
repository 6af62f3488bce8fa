// Owns the job that writes an export. What it does is core/export's.
import {
  exportConversations,
  type ExportOutcome,
  type ExportRequest,
} from '#core/export/export-conversations.ts'
import type { ExportProgress } from '#shared/export.ts'
import type { Job } from './job.ts'

export const exportHistory: Job<ExportRequest, ExportOutcome, ExportProgress> = (context, request) =>
  exportConversations({ ...context, report: createCalmReport(context.report) }, request)

/** Between two reports; what a person sees needs no more of them. */
const reportEveryMs = 100

function createCalmReport(report: (progress: ExportProgress) => void): (progress: ExportProgress) => void {
  let reportedAt = -Infinity
  return (progress) => {
    const now = performance.now()
    if (now - reportedAt < reportEveryMs) return
    reportedAt = now
    report(progress)
  }
}
