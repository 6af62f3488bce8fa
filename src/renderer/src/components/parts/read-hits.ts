// Owns reading what a search or a retrieval has found out of a step's output: a JSON list of pages (title, url, snippet) or of
// pieces of knowledge (Content). It comes from a service and its tools, so whatever is no such list is shown as it came.
import { z } from 'zod'
import { parseJson } from '#shared/parse-json.ts'

export interface Hit {
  readonly title: string
  readonly url?: string
  readonly text: string
}

const words = z.string().optional().catch(undefined)
const pageSchema = z
  .object({
    title: words,
    Title: words,
    url: words,
    Url: words,
    snippet: words,
    Snippet: words,
    Content: words,
  })
  .transform((wire): Hit => {
    const url = wire.url ?? wire.Url
    return {
      title: wire.title ?? wire.Title ?? '',
      ...(url === undefined ? {} : { url }),
      text: wire.snippet ?? wire.Snippet ?? wire.Content ?? '',
    }
  })
const listSchema = z.array(pageSchema).min(1)

/** More are not read by anybody. */
const maxHits = 50
/** Longest text of a hit, in UTF-16 units. */
const maxText = 500

/** Undefined when the output is something else. */
export function readHits(output: string | undefined): readonly Hit[] | undefined {
  const json = parseJson(output ?? '')
  const list = json.ok ? listSchema.safeParse(json.value).data : undefined
  const hits = list?.filter(({ title, text }) => title !== '' || text !== '')
  if (hits === undefined || hits.length === 0 || hits.length !== list?.length) return undefined
  return hits.slice(0, maxHits).map((hit) => ({ ...hit, text: hit.text.slice(0, maxText) }))
}
