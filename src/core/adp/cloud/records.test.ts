import { afterEach, describe, expect, it } from 'vitest'
import { fetchRecords, readRecordsBackwards, type RecordQuery } from './records.ts'
import { closeServers, never, secrets, serveCloud, type ReceivedCall } from './test-server.ts'

afterEach(closeServers)

const conversation = { appKey: secrets.appKey, conversationId: 'c-1' }

function wireRecord(number: number) {
  return { RecordId: `R_${number}`, Content: '', Timestamp: String(1_771_812_105 + number) }
}

describe('records of a conversation', () => {
  it.each<[RecordQuery['anchor'], object]>([
    [undefined, {}],
    [{ type: 'before', recordId: 'R_9' }, { LastRecordId: 'R_9' }],
    [{ type: 'around', recordId: 'R_9' }, { MidRecordId: 'R_9' }],
  ])('are asked for by %j', async (anchor, members) => {
    const { api, calls } = await serveCloud(() => ({}))
    const query = { ...conversation, count: 10, ...(anchor === undefined ? {} : { anchor }) }
    expect([await fetchRecords(api, query, never), calls]).toEqual([
      { ok: true, value: { records: [] } },
      [
        {
          call: 'lke GetMsgRecord 2023-11-30 ap-guangzhou',
          isSigned: true,
          body: { Type: 5, BotAppKey: secrets.appKey, SessionId: 'c-1', Count: 10, ...members },
        },
      ],
    ])
  })

  it.each([
    ['oldest first', [wireRecord(1), wireRecord(2), null, { Content: 'of nobody' }]],
    ['newest first', [wireRecord(2), wireRecord(1)]],
  ])('come oldest first when the service gives them %s', async (_how, records) => {
    const { api } = await serveCloud(() => ({
      Records: records,
      SessionDisassociatedTimestamp: '1771812105123',
    }))
    expect(await fetchRecords(api, { ...conversation, count: 10 }, never)).toEqual({
      ok: true,
      value: {
        contextClearedAt: 1771812105123,
        records: [1, 2].map((number) => ({
          recordId: `R_${number}`,
          role: 'assistant',
          parts: [],
          sentAt: (1_771_812_105 + number) * 1000,
        })),
      },
    })
  })
})

describe('the way back through the records', () => {
  /** What the pages bring: the first and the last record and how many, or the failure. */
  async function readPages(answer: (call: ReceivedCall) => object) {
    const { api, calls } = await serveCloud(answer)
    const pages: unknown[] = []
    for await (const page of readRecordsBackwards(api, conversation, never)) {
      if (!page.ok) pages.push(page.failure.code)
      else {
        const { records } = page.value
        pages.push(`${records[0]?.recordId} to ${records.at(-1)?.recordId}: ${records.length}`)
      }
    }
    return { pages, count: calls.length }
  }

  /** A service with records 0 to 119. Whether it gives the anchor again is not documented. */
  function history(isAnchorIncluded: boolean) {
    return ({ body }: ReceivedCall) => {
      const { LastRecordId: last, Count: count } = body as { LastRecordId?: string; Count: number }
      const end = last === undefined ? 120 : Number(last.slice(2)) + (isAnchorIncluded ? 1 : 0)
      const numbers = Array.from({ length: Math.min(count, end) }, (_, index) => end - index - 1).reverse()
      return { Records: numbers.map(wireRecord) }
    }
  }

  it('ends with the page that is not full', async () => {
    expect(await readPages(history(false))).toEqual({
      pages: ['R_70 to R_119: 50', 'R_20 to R_69: 50', 'R_0 to R_19: 20'],
      count: 3,
    })
  })

  it('meets no record twice', async () => {
    expect(await readPages(history(true))).toEqual({
      pages: ['R_70 to R_119: 50', 'R_21 to R_69: 49', 'R_0 to R_20: 21'],
      count: 3,
    })
  })

  it('ends where the service always gives the same', async () => {
    const same = Array.from({ length: 50 }, (_, number) => wireRecord(number))
    expect(await readPages(() => ({ Records: same }))).toEqual({ pages: ['R_0 to R_49: 50'], count: 2 })
  })

  it('ends with a failure', async () => {
    const error = { Error: { Code: 'InternalError', Message: '' } }
    expect(await readPages(() => error)).toEqual({ pages: ['cloud-failed'], count: 1 })
  })
})
