import { describe, expect, it } from 'vitest'
import { createRemoteFailure, remoteCodes } from '#core/adp/remote-error.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import { i18n, messages } from '../i18n/index.ts'
import { mountSetup } from './test-component.ts'
import { useFailureSentence } from './use-failure-sentence.ts'

type Locale = keyof typeof messages

function getSentences(failures: readonly Failure[], locale: Locale = 'en'): string[] {
  let sentences: string[] = []
  i18n.global.locale.value = locale
  mountSetup(() => (sentences = failures.map(useFailureSentence()))).unmount()
  i18n.global.locale.value = 'en'
  return sentences
}

describe('an error that the service names by number', () => {
  it.each(Object.keys(messages) as Locale[])(
    'has words in %s if it is in the table, and no other has',
    (locale) => {
      expect(Object.keys(messages[locale].remoteError)).toEqual(remoteCodes.map(String))
    },
  )

  it.each(Object.keys(messages) as Locale[])('is said in those words in %s', (locale) => {
    const failures = remoteCodes.map((code) => createRemoteFailure({ code, message: 'in its words' }))
    expect(getSentences(failures, locale)).toEqual(Object.values(messages[locale].remoteError))
  })

  it('is quoted when there are no words for it', () => {
    const failures = [
      createRemoteFailure({ code: 469999, message: 'something {new}\n happened' }),
      createRemoteFailure({ code: 469999, message: '' }),
      createRemoteFailure({ code: 469999, message: '长'.repeat(300) }),
    ]
    expect([getSentences(failures), getSentences(failures.slice(0, 1), 'zh-CN')]).toEqual([
      [
        'The service could not answer. Try again. Error 469999: something {new} happened',
        'The service could not answer. Try again. Error 469999.',
        `The service could not answer. Try again. Error 469999: ${'长'.repeat(200)}…`,
      ],
      ['服务未能给出回答。请重试。错误 469999：something {new} happened'],
    ])
  })
})

describe('any other failure', () => {
  it('is said by its code', () => {
    expect(getSentences([createFailure('silent', { requestId: 'r' })])).toEqual([messages.en.failure.silent])
  })

  it('of the cloud API is named when its code says nothing, and its small numbers are not those of a dialogue', () => {
    const failures = [
      createFailure('cloud-failed', {
        cloudCode: 'FailedOperation',
        remoteCode: 400,
        remoteMessage: '400-no',
      }),
      createFailure('credentials-refused', { cloudCode: 'FailedOperation', remoteCode: 450203 }),
    ]
    expect(getSentences(failures)).toEqual([
      'The cloud API could not do it. Try again. Error FailedOperation: 400-no',
      messages.en.failure['credentials-refused'],
    ])
  })

  it('of a newer version keeps its own sentence', () => {
    // A code that the schema of this version does not have.
    const failure = { ...createFailure('silent'), code: 'newer', message: 'New.' } as unknown as Failure
    expect(getSentences([failure])).toEqual(['New.'])
  })
})
