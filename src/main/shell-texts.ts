// Owns what the shell itself says, outside the page: menus, tray and dialogs. The page has its own words in renderer/src/i18n.
import type { Settings } from '#shared/settings.ts'

const english = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  profiles: 'AppKeys',
  allProfiles: 'All AppKeys',
  show: 'Show ADP Desk',
  newConversation: 'New conversation',
  openLink: 'Open link',
  cancel: 'Cancel',
  linkQuestion: 'Open this address outside ADP Desk?',
  linkNotEncrypted: 'The connection to it is not encrypted.',
  pageCrashed: 'The window of ADP Desk has crashed twice.',
  pageCrashedDetail: 'Your conversations are kept. Load the window again, or quit.',
  reload: 'Load again',
  quit: 'Quit',
  startFailed: 'ADP Desk could not start',
  startFailedDetail: 'Start it again. If it fails again, install it anew; your conversations are kept.',
}

const chinese: typeof english = {
  file: '文件',
  edit: '编辑',
  view: '显示',
  window: '窗口',
  profiles: 'AppKey',
  allProfiles: '全部 AppKey',
  show: '显示 ADP Desk',
  newConversation: '新对话',
  openLink: '打开链接',
  cancel: '取消',
  linkQuestion: '要在 ADP Desk 之外打开这个地址吗？',
  linkNotEncrypted: '与该地址的连接未加密。',
  pageCrashed: 'ADP Desk 的窗口已崩溃两次。',
  pageCrashedDetail: '对话均已保存。可以重新载入窗口，或退出。',
  reload: '重新载入',
  quit: '退出',
  startFailed: 'ADP Desk 无法启动',
  startFailedDetail: '请重新启动。如果仍然失败，请重新安装；对话均已保存。',
}

export type ShellTexts = typeof english

/** The texts in the language a person chose, or else in that of the system. */
export function getShellTexts(language: Settings['language'], systemLocale: string): ShellTexts {
  const chosen = language === 'system' ? systemLocale : language
  return chosen.toLowerCase().startsWith('zh') ? chinese : english
}
