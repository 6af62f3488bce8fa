// Owns the Chinese words about how AppKeys are kept.

export const vault = {
  protection: {
    'system-keyring': '使用系统钥匙串',
    'key-file': '使用密钥文件',
    'session-only': '仅本次使用',
    passphrase: '用口令保护',
    unprotected: '不加保护',
  },
  meaning: {
    'system-keyring': '由系统加密，仅供你的账户在这台电脑上使用。',
    'key-file':
      '加密后写入磁盘，解密用的密钥也在数据文件夹中。无需输入任何内容，但能读取你文件的人就能读到 AppKey。',
    'session-only': '不写入磁盘。ADP Desk 退出后即忘记 AppKey，下次需要重新填写。',
    passphrase: '加密后写入磁盘。每次启动 ADP Desk 后输入一次口令。口令无法找回，请务必记住。',
    unprotected: '原样写入磁盘。能读取你的文件或其副本的人都能读到 AppKey。侧边栏会一直显示提醒。',
  },
  kept: {
    'system-keyring': '由系统钥匙串加密，只保存在这台电脑上。',
    'key-file': '加密后保存在这台电脑上，解密用的密钥也在数据文件夹中。能读取你文件的人就能读取它。',
    'session-only': '只保存在内存中：ADP Desk 退出后即忘记，下次需要重新填写。',
    passphrase: '用你的口令加密后保存在这台电脑上。',
    unprotected: '按你的选择，不加保护地写入磁盘。能读取你文件的人就能读取它。',
  },
  change: '更改…',
  changeName: '更改 AppKey 的保存方式',
  passphrase: '口令',
  newPassphrase: '新口令',
  passphraseHint: '至少 8 个字符。由几个只有你会放在一起的词组成就很好。',
  repeat: '再次输入口令',
  show: '显示口令',
  hide: '隐藏口令',
  showRepeated: '显示再次输入的口令',
  hideRepeated: '隐藏再次输入的口令',
  choose: {
    title: 'AppKey 如何保存？',
    text: '已保存的内容会立即按新的方式保存。以后随时可以更改。',
    textNothing: '当前系统没有可用来保护 AppKey 的方式，请你来选择。以后随时可以更改。',
    default: '（默认）',
    save: '保存',
  },
  unlock: {
    title: '解锁 AppKey',
    text: '请输入保护 AppKey 的口令。在此之前可以阅读所有对话，但不能提问。',
    action: '解锁',
    later: '以后再说',
    forgotten: '忘记口令？',
  },
  reset: {
    title: '放弃已保存的 AppKey？',
    text: '没有口令，任何人都无法打开受它保护的 AppKey 和凭证。放弃后，需要在每个配置中重新填写。配置和对话都会保留。',
    action: '放弃 AppKey',
  },
  badge: {
    locked: 'AppKey 已锁定',
    lockedHint: '输入口令后才能提问',
    unprotected: 'AppKey 未受保护',
    unprotectedHint: '能读取你文件的人就能读到 AppKey',
    'session-only': 'AppKey 仅本次使用',
    'session-onlyHint': 'ADP Desk 退出后会忘记 AppKey',
  },
  section: {
    title: 'AppKey 的保存方式',
    change: '更改…',
  },
  problem: {
    missing: '请输入口令。',
    tooShort: '请使用至少 {limit} 个字符。',
    tooLong: '请控制在 {limit} 个字符以内。',
    different: '两次输入不一致，请重新输入。',
  },
}
