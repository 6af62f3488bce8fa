import { expect, it } from 'vitest'
import { reactive } from 'vue'
import { copyPlain } from './copy-plain.ts'

it('a form can be cloned, whatever in it is a proxy', () => {
  const form = reactive({ name: '工作', variables: [{ name: 'UserID', value: '7' }], note: undefined })
  const input = { settings: { ...form }, isNew: true, credentials: null }
  expect(structuredClone(copyPlain(input))).toEqual({
    settings: { name: '工作', variables: [{ name: 'UserID', value: '7' }], note: undefined },
    isNew: true,
    credentials: null,
  })
})
