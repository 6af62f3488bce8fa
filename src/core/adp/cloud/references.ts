// Owns the action that gives the words behind a source: the slice of a document or the question and answer that was cited.
import { z } from 'zod'
import { maxSliceLength, maxSliceMarks, type CitedSlice, type Highlight } from '#shared/cited-slice.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { list, text } from './schema.ts'
import { number, optionalNumber, optionalText } from '../wire-schema.ts'

const kinds: Readonly<Record<number, CitedSlice['kind']>> = { 1: 'question-and-answer', 2: 'document' }

const highlightSchema = z
  .object({ StartPos: optionalNumber, EndPos: optionalNumber, Text: text })
  .transform((wire): Highlight => ({
    start: wire.StartPos ?? 0,
    end: wire.EndPos ?? 0,
    text: cut(wire.Text),
  }))

const sliceSchema = z
  .object({
    ReferBizId: text,
    DocType: optionalNumber,
    DocBizId: optionalText,
    DocName: optionalText,
    PageContent: optionalText,
    OrgData: optionalText,
    Question: optionalText,
    Answer: optionalText,
    PageInfos: list(number),
    SheetInfos: list(text.transform(cut)),
    Highlights: list(highlightSchema),
  })
  .transform((wire) =>
    omitUndefined<CitedSlice>({
      referenceId: wire.ReferBizId,
      kind: kinds[wire.DocType ?? 0] ?? 'other',
      documentId: wire.DocBizId === '0' ? undefined : wire.DocBizId,
      documentName: cut(wire.DocName),
      text: cut(wire.PageContent),
      original: cut(wire.OrgData),
      question: cut(wire.Question),
      answer: cut(wire.Answer),
      pages: wire.PageInfos.slice(0, maxSliceMarks),
      sheets: wire.SheetInfos.slice(0, maxSliceMarks),
      highlights: wire.Highlights.slice(0, maxSliceMarks),
    }),
  )

function cut<Text extends string | undefined>(text: Text): Text {
  // What is cut is as much a text as before.
  return text?.slice(0, maxSliceLength).toWellFormed() as Text
}

const describeRefer: CloudAction<readonly CitedSlice[]> = {
  ...lke,
  name: 'DescribeRefer',
  isRepeatable: true,
  response: z.object({ List: list(sliceSchema) }).transform(({ List }) => List),
}

/** What is behind these ids of sources; those that are no longer there are missing. */
export function fetchCitedSlices(
  api: CloudApi,
  {
    applicationId,
    referenceIds,
  }: { readonly applicationId: string; readonly referenceIds: readonly string[] },
  signal: AbortSignal,
): Promise<Result<readonly CitedSlice[]>> {
  return api.call(describeRefer, { BotBizId: applicationId, ReferBizIds: referenceIds }, signal)
}
