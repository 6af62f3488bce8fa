// Owns finding the words of a failed step that say why: the service has no field of its own for them, so they stand in what the
// step gave. All of it is in the step's output.
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'

const words = z.string().optional().catch(undefined)
const errorSchema = z.object({
  error: words,
  Error: words,
  message: words,
  Message: words,
  FailMessage: words,
})

/** Longest that is shown on the line below the step, in UTF-16 units. */
const maxLength = 240

/** What its last line says, out of JSON where that names an error; empty when there is nothing. */
export function findReason(output: string | undefined): string {
  const line = output?.trim().split('\n').at(-1)?.trim() ?? ''
  const json = [output ?? '', line].map((text) => parseJson(text)).find(({ ok }) => ok)
  const wire = json?.ok ? errorSchema.safeParse(json.value).data : undefined
  const named = wire?.error ?? wire?.Error ?? wire?.FailMessage ?? wire?.message ?? wire?.Message
  return (named ?? line).slice(0, maxLength)
}
