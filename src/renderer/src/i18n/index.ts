// Owns the languages of the program: which there are, and the instance that every component translates through.
// The words stand in en/ and zh-CN/, one file a region; which language is shown is decided in resolve-locale.ts.
import { createI18n } from 'vue-i18n'
import { conversation as conversationEn } from './en/conversation.ts'
import { failure as failureEn } from './en/failure.ts'
import { frame as frameEn } from './en/frame.ts'
import { profile as profileEn } from './en/profile.ts'
import { remoteError as remoteErrorEn } from './en/remote-error.ts'
import { switching as switchingEn } from './en/switching.ts'
import { conversation as conversationZh } from './zh-CN/conversation.ts'
import { failure as failureZh } from './zh-CN/failure.ts'
import { frame as frameZh } from './zh-CN/frame.ts'
import { profile as profileZh } from './zh-CN/profile.ts'
import { remoteError as remoteErrorZh } from './zh-CN/remote-error.ts'
import { switching as switchingZh } from './zh-CN/switching.ts'

export const messages = {
  en: {
    conversation: conversationEn,
    failure: failureEn,
    frame: frameEn,
    profile: profileEn,
    remoteError: remoteErrorEn,
    switching: switchingEn,
  },
  'zh-CN': {
    conversation: conversationZh,
    failure: failureZh,
    frame: frameZh,
    profile: profileZh,
    remoteError: remoteErrorZh,
    switching: switchingZh,
  },
}

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages })
