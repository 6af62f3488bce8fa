import { describe, expect, it } from 'vitest'
import { toStreamContent } from './content-names.ts'

describe('a remembered content', () => {
  it('has the names of the stream', () => {
    expect(
      toStreamContent({
        Type: 'text',
        Text: '好',
        QuoteInfoList: [{ Position: 1, Index: 1 }],
        ReferenceList: [{ Index: 1, Name: 'n', Type: 4 }],
        OptionCardList: ['是'],
        OptionMode: 1,
        TaskList: [{ Index: '1', Content: 'c', Status: 'pending' }],
        CustomParamList: ['p'],
        EnterpriseCharts: '{"series":[]}',
        CustomVariablesData: '{"city":"深圳","id":1873345678901234567}',
        File: { FileName: 'kept as it is' },
        RelatedRecordId: null,
      }),
    ).toEqual({
      Type: 'text',
      Text: '好',
      QuoteInfos: [{ Position: 1, Index: 1 }],
      References: [{ Index: 1, Name: 'n', Type: 4 }],
      OptionCards: ['是'],
      OptionMode: 1,
      Tasks: [{ Index: '1', Content: 'c', Status: 'pending' }],
      CustomParams: ['p'],
      EChart: '{"series":[]}',
      CustomVariables: { city: '深圳', id: '1873345678901234567' },
      File: { FileName: 'kept as it is' },
      RelatedRecordId: null,
    })
  })

  it.each([
    ['the newer', { OptionCardList: ['new'], OptionCards: ['old'] }, ['new']],
    ['the only', { OptionCardList: [], OptionCards: ['old'] }, ['old']],
    ['the only', { OptionCardList: null, OptionCards: ['old'] }, ['old']],
    ['the only', { OptionCards: ['old'] }, ['old']],
  ])('of two names has what stands under %s: %j', (_which, content, cards) => {
    expect(toStreamContent(content)).toEqual({ OptionCards: cards })
  })

  it.each([
    [{ EnterpriseCharts: '', CustomVariablesData: '' }],
    [{ EnterpriseCharts: null, CustomVariablesData: null }],
    [{ CustomVariablesData: 'no JSON' }],
    [{ CustomVariablesData: '[1]' }],
  ])('has nothing of %j', (content) => {
    expect(toStreamContent(content)).toEqual({})
  })

  it.each([['text'], [null], [7], [['x']]])('that is no object stays %j', (content) => {
    expect(toStreamContent(content)).toEqual(content)
  })
})
