import { afterEach, expect, it } from 'vitest'
import { fetchCitedSlices } from './references.ts'
import { closeServers, never, serveCloud } from './test-server.ts'

afterEach(closeServers)

it('the words behind sources are given, of documents and of questions and answers', async () => {
  const { api, calls } = await serveCloud(() => ({
    List: [
      {
        ReferBizId: '1873345678901234567',
        DocType: 2,
        DocName: 'Leave policy 2026.pdf',
        PageContent: '每年 15 天。',
        OrgData: '每年 15 天',
        Question: '',
        Answer: null,
        Confidence: 0.93,
        Mark: 0,
        Highlights: [{ StartPos: '2', EndPos: 4, Text: '15' }, { Text: null }],
        PageInfos: [3, 4],
        SheetInfos: null,
        DocBizId: '1859876543210987654',
        KnowledgeBizId: '1',
      },
      { ReferBizId: 42, DocType: '1', Question: 'How many days?', Answer: '15', DocBizId: '0' },
      { ReferBizId: 'x', DocType: 9, SheetInfos: ['Sheet1'] },
      { DocName: 'of nothing' },
    ],
  }))
  const referenceIds = ['1873345678901234567', '42', 'x']
  const slices = await fetchCitedSlices(api, { applicationId: 'app-1', referenceIds }, never)
  const empty = { pages: [], sheets: [], highlights: [] }
  expect([slices, calls]).toEqual([
    {
      ok: true,
      value: [
        {
          referenceId: '1873345678901234567',
          kind: 'document',
          documentId: '1859876543210987654',
          documentName: 'Leave policy 2026.pdf',
          text: '每年 15 天。',
          original: '每年 15 天',
          pages: [3, 4],
          sheets: [],
          highlights: [{ start: 2, end: 4, text: '15' }],
        },
        {
          ...empty,
          referenceId: '42',
          kind: 'question-and-answer',
          question: 'How many days?',
          answer: '15',
        },
        { ...empty, referenceId: 'x', kind: 'other', sheets: ['Sheet1'] },
      ],
    },
    [
      {
        call: 'lke DescribeRefer 2023-11-30 ap-guangzhou',
        isSigned: true,
        body: { BotBizId: 'app-1', ReferBizIds: referenceIds },
      },
    ],
  ])
})
