// Owns the Chinese words for what comes from outside: links, names on the command line, what is pasted into the window.

export const launch = {
  notFound: {
    none: '没有名为“{name}”的配置，未作切换。',
    several: '有多个配置名为“{name}”，未作切换。请在侧边栏中选择。',
  },
  link: {
    addTitle: '有链接请求填写新的配置',
    addText: '任何人都可以制作链接。清楚来源时再填写；在你保存之前，什么都不会改变。',
    keyGoesTo: 'AppKey 发往',
    platform: '平台（{site}）',
    chosenLater: '你在表单中选择的站点',
    fill: '填入表单',
    openTitle: '有链接请求打开配置',
    openText: '要切换到“{name}”吗？',
    open: '打开配置',
    missing: '没有名为“{name}”的配置。',
    several: '有多个配置名为“{name}”。请在侧边栏中选择。',
    refusedTitle: '已拒绝这个链接',
    refused: {
      'not-a-link': '这不是 ADP Desk 能识别的链接。',
      'too-long': '链接过长，不是 ADP Desk 的链接。',
      'unknown-request': '当前版本不支持这个链接的请求。链接只能填写新的配置，或打开已有的配置。',
      'holds-secret':
        '链接中带有密钥。链接会留在浏览器、邮件和聊天记录里，因此绝不应携带密钥。请到控制台复制密钥，并考虑更换这一个。',
      'bad-value': '链接中有无法使用的内容，例如名称过长，或地址不是 https。',
    },
  },
  prefill: {
    link: '内容来自链接，保存前请核对。',
    linkTo: '内容来自链接。AppKey 将发往 {host}，确认认识这个地址后再保存。',
    paste: '已填入你粘贴的 AppKey，尚未保存。',
  },
}
