import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Profile } from '#shared/profile.ts'
import { i18n } from '../../i18n/index.ts'
import { createProfile } from '../../stores/test-host.ts'
import CredentialFields from './CredentialFields.vue'

interface Entered {
  readonly saved?: Profile
  readonly open?: boolean
  readonly secretId?: string
  readonly removing?: boolean
  readonly problems?: { readonly secretKey?: string }
}

/** What a person reads and can press, and what tests and screen readers rely on. */
async function describeFields({
  saved,
  open = true,
  secretId = '',
  removing = false,
  problems = {},
}: Entered) {
  const html = await renderToString(
    createSSRApp(CredentialFields, {
      saved,
      problems,
      entered: { site: 'china', appKey: '' },
      open,
      secretId,
      secretKey: '',
      tokenEndpointUrl: '',
      removing,
    }).use(i18n),
  )
  const visible = html.replace(/<!--[\s\S]*?-->/g, '')
  const textOf = (content = ''): string => content.replace(/<[^>]*>/g, '').trim()
  const field = (label: string): string => {
    const id = new RegExp(`for="([^"]*)"[^>]*>${label}<`).exec(visible)?.[1] ?? 'none'
    return new RegExp(`<input[^>]* id="${id}"[^>]*>`).exec(visible)?.[0] ?? ''
  }
  return {
    buttons: Array.from(
      visible.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g),
      ([, inside, content]) => /aria-label="([^"]*)"/.exec(inside ?? '')?.[1] ?? textOf(content),
    ),
    fields: Array.from(visible.matchAll(/<label[^>]*>([^<]*)</g), ([, label]) => label),
    saved: textOf(/<p class="words"[^>]*>([^<]*)</.exec(visible)?.[1]),
    isKeyHidden: field('SecretKey').includes('type="password"'),
    isKeyWrong: field('SecretKey').includes('aria-invalid="true"'),
  }
}

const described = {
  buttons: ['Cloud credentials', 'Show the secret'],
  fields: ['SecretId', 'SecretKey', 'Token endpoint'],
  saved: '',
  isKeyHidden: true,
  isKeyWrong: false,
}
const kept = createProfile(1, { secretIdHint: 'mPLE', credentialsStatus: 'sealed' })

describe('the fields for credentials', () => {
  it('are folded away behind their heading', async () => {
    expect(await describeFields({ open: false })).toEqual({
      ...described,
      buttons: ['Cloud credentials'],
      fields: [],
      isKeyHidden: false,
    })
  })

  it('are three, and the key is hidden', async () => {
    expect(await describeFields({})).toEqual(described)
  })

  it('say that saved ones are kept, and offer to remove them', async () => {
    expect(await describeFields({ saved: kept })).toEqual({
      ...described,
      buttons: ['Cloud credentials', 'Remove the credentials', 'Show the secret'],
      saved: 'Kept, with a SecretId that ends in mPLE. Leave both fields empty to keep them.',
    })
  })

  it('say that saved ones will be removed, and offer to keep them', async () => {
    expect(await describeFields({ saved: kept, removing: true })).toEqual({
      ...described,
      buttons: ['Cloud credentials', 'Keep the credentials', 'Show the secret'],
      saved: 'The saved ones are removed when you save.',
    })
  })

  it('say that new ones take the place of saved ones, also of those that were to be removed', async () => {
    expect(await describeFields({ saved: kept, removing: true, secretId: 'new' })).toEqual({
      ...described,
      saved: 'The new ones take the place of the saved ones when you save.',
    })
  })

  it('ask for those that cannot be read any more', async () => {
    const problems = { secretKey: 'Enter it again.' }
    expect(await describeFields({ saved: { ...kept, credentialsStatus: 'missing' }, problems })).toEqual({
      ...described,
      buttons: ['Cloud credentials', 'Remove the credentials', 'Show the secret'],
      saved: 'The saved ones cannot be read on this computer. Enter both again, or remove what was saved.',
      isKeyWrong: true,
    })
  })
})
