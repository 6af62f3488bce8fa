// Owns the languages of the program: which there are, and the instance that every component translates through.
// The words stand in en/ and zh-CN/, one file a region; which language is shown is decided in resolve-locale.ts.
import { createI18n } from 'vue-i18n'
import { actions as actionsEn } from './en/actions.ts'
import { appCard as appCardEn } from './en/app-card.ts'
import { attachments as attachmentsEn } from './en/attachments.ts'
import { backup as backupEn } from './en/backup.ts'
import { composer as composerEn } from './en/composer.ts'
import { cards as cardsEn } from './en/cards.ts'
import { connectionTest as connectionTestEn } from './en/connection-test.ts'
import { conversation as conversationEn } from './en/conversation.ts'
import { exports as exportEn } from './en/export.ts'
import { failure as failureEn } from './en/failure.ts'
import { frame as frameEn } from './en/frame.ts'
import { keeping as keepingEn } from './en/keeping.ts'
import { historyImport as historyImportEn } from './en/history-import.ts'
import { integrity as integrityEn } from './en/integrity.ts'
import { launch as launchEn } from './en/launch.ts'
import { markdown as markdownEn } from './en/markdown.ts'
import { organize as organizeEn } from './en/organize.ts'
import { parts as partsEn } from './en/parts.ts'
import { picture as pictureEn } from './en/picture.ts'
import { profile as profileEn } from './en/profile.ts'
import { references as referencesEn } from './en/references.ts'
import { remoteError as remoteErrorEn } from './en/remote-error.ts'
import { requestDefaults as requestDefaultsEn } from './en/request-defaults.ts'
import { scrolling as scrollingEn } from './en/scrolling.ts'
import { search as searchEn } from './en/search.ts'
import { settings as settingsEn } from './en/settings.ts'
import { switching as switchingEn } from './en/switching.ts'
import { transfer as transferEn } from './en/transfer.ts'
import { vault as vaultEn } from './en/vault.ts'
import { actions as actionsZh } from './zh-CN/actions.ts'
import { appCard as appCardZh } from './zh-CN/app-card.ts'
import { attachments as attachmentsZh } from './zh-CN/attachments.ts'
import { backup as backupZh } from './zh-CN/backup.ts'
import { composer as composerZh } from './zh-CN/composer.ts'
import { cards as cardsZh } from './zh-CN/cards.ts'
import { connectionTest as connectionTestZh } from './zh-CN/connection-test.ts'
import { conversation as conversationZh } from './zh-CN/conversation.ts'
import { exports as exportZh } from './zh-CN/export.ts'
import { failure as failureZh } from './zh-CN/failure.ts'
import { frame as frameZh } from './zh-CN/frame.ts'
import { keeping as keepingZh } from './zh-CN/keeping.ts'
import { historyImport as historyImportZh } from './zh-CN/history-import.ts'
import { integrity as integrityZh } from './zh-CN/integrity.ts'
import { launch as launchZh } from './zh-CN/launch.ts'
import { markdown as markdownZh } from './zh-CN/markdown.ts'
import { organize as organizeZh } from './zh-CN/organize.ts'
import { parts as partsZh } from './zh-CN/parts.ts'
import { picture as pictureZh } from './zh-CN/picture.ts'
import { profile as profileZh } from './zh-CN/profile.ts'
import { references as referencesZh } from './zh-CN/references.ts'
import { remoteError as remoteErrorZh } from './zh-CN/remote-error.ts'
import { requestDefaults as requestDefaultsZh } from './zh-CN/request-defaults.ts'
import { scrolling as scrollingZh } from './zh-CN/scrolling.ts'
import { search as searchZh } from './zh-CN/search.ts'
import { settings as settingsZh } from './zh-CN/settings.ts'
import { switching as switchingZh } from './zh-CN/switching.ts'
import { transfer as transferZh } from './zh-CN/transfer.ts'
import { vault as vaultZh } from './zh-CN/vault.ts'

export const messages = {
  en: {
    actions: actionsEn,
    appCard: appCardEn,
    attachments: attachmentsEn,
    backup: backupEn,
    composer: composerEn,
    cards: cardsEn,
    connectionTest: connectionTestEn,
    conversation: conversationEn,
    export: exportEn,
    failure: failureEn,
    frame: frameEn,
    keeping: keepingEn,
    historyImport: historyImportEn,
    integrity: integrityEn,
    launch: launchEn,
    markdown: markdownEn,
    organize: organizeEn,
    parts: partsEn,
    picture: pictureEn,
    profile: profileEn,
    references: referencesEn,
    remoteError: remoteErrorEn,
    requestDefaults: requestDefaultsEn,
    scrolling: scrollingEn,
    search: searchEn,
    settings: settingsEn,
    switching: switchingEn,
    transfer: transferEn,
    vault: vaultEn,
  },
  'zh-CN': {
    actions: actionsZh,
    appCard: appCardZh,
    attachments: attachmentsZh,
    backup: backupZh,
    composer: composerZh,
    cards: cardsZh,
    connectionTest: connectionTestZh,
    conversation: conversationZh,
    export: exportZh,
    failure: failureZh,
    frame: frameZh,
    keeping: keepingZh,
    historyImport: historyImportZh,
    integrity: integrityZh,
    launch: launchZh,
    markdown: markdownZh,
    organize: organizeZh,
    parts: partsZh,
    picture: pictureZh,
    profile: profileZh,
    references: referencesZh,
    remoteError: remoteErrorZh,
    requestDefaults: requestDefaultsZh,
    scrolling: scrollingZh,
    search: searchZh,
    settings: settingsZh,
    switching: switchingZh,
    transfer: transferZh,
    vault: vaultZh,
  },
}

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages })
