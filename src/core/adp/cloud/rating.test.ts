import { afterEach, expect, it } from 'vitest'
import { rateAnswer, type Rating } from './rating.ts'
import { closeServers, never, secrets, serveCloud, summary } from './test-server.ts'

afterEach(closeServers)

const answer = { appKey: secrets.appKey, recordId: 'A_1' }

async function rate(rating: Pick<Rating, 'score' | 'reasons' | 'comment'>, members: object = {}) {
  const { api, calls } = await serveCloud(() => members)
  return { result: await rateAnswer(api, { ...answer, ...rating }, never), calls }
}

it.each<[Pick<Rating, 'score' | 'reasons' | 'comment'>, object]>([
  [{ score: 'good' }, { Score: 1 }],
  [
    { score: 'bad', reasons: ['答非所问'], comment: '请重试' },
    { Score: 2, Reasons: ['答非所问'], FeedbackContent: '请重试' },
  ],
  [{ score: 'none' }, { Score: 0 }],
])('a rating of %j is said as %j', async (rating, members) => {
  expect(await rate(rating)).toEqual({
    result: { ok: true, value: undefined },
    calls: [
      {
        call: 'lke RateMsgRecord 2023-11-30 ap-guangzhou',
        isSigned: true,
        body: { BotAppKey: secrets.appKey, RecordId: 'A_1', ...members },
      },
    ],
  })
})

it('a rating that is refused is not said again', async () => {
  const message = `460023-no rating of ${secrets.appKey}`
  const { result, calls } = await rate(
    { score: 'good' },
    { Error: { Code: 'FailedOperation', Message: message } },
  )
  expect([summary(result), calls.length]).toEqual([
    {
      code: 'service-failed',
      retryable: false,
      detail: {
        cloudCode: 'FailedOperation',
        remoteCode: 460023,
        remoteMessage: '460023-no rating of [hidden]',
      },
    },
    1,
  ])
})
