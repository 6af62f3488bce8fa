// Owns the Chinese words of the health of the history: checks, damage, recovery, difficult places.

export const integrity = {
  title: '历史记录的完好情况',
  never: '尚未检查。ADP Desk 大约每周在空闲时检查一遍全部内容。',
  well: '{time} 检查一切正常：已读取 1 条消息，与写入时一致。 | {time} 检查一切正常：已读取 {count} 条消息，均与写入时一致。',
  wellQuick: '{time} 检查一切正常。由于 ADP Desk 上次没有正常退出，这是一次快速检查。',
  damaged: '{time} 发现损坏。',
  damagedMessages: '1 条消息与写入时不一致。 | {count} 条消息与写入时不一致。',
  damagedFiles: '1 个图片或文件的副本缺失或有变化。 | {count} 个图片或文件的副本缺失或有变化。',
  inConversation: '位于“{title}”',
  known: '另有 1 条消息此前已损坏，并已标明。 | 另有 {count} 条消息此前已损坏，并已标明。',
  check: '检查历史记录',
  checking: '正在检查历史记录',
  percent: '{percent}%',
  recover: '恢复…',
  recoverTitle: '恢复历史记录？',
  recoverText:
    '仍可读取的内容会写入新的历史记录并随后打开。损坏的文件会移到一旁并保留。正在生成的回答会先被停止。',
  offer: {
    label: '可以采取的措施',
    text: 'ADP Desk 可以把仍可读取的内容恢复到新的历史记录中。损坏的文件会移到“damaged”文件夹，绝不会被删除。',
    recover: '恢复',
    empty: '从空白的历史记录开始',
    emptyTitle: '从空白的历史记录开始？',
    emptyText: '文件会移到“damaged”文件夹并保留，其中的对话和 AppKey 不再显示。',
    running: '正在恢复可读取的内容…',
  },
  recovered: {
    title: '恢复于 {time}',
    profiles: 'AppKey',
    conversations: '对话',
    whole: '完整的消息',
    damaged: '损坏的消息',
    lost: '丢失的消息',
    kept: '损坏的文件保存在：',
  },
  notice: {
    readOnly: '历史记录只能阅读，无法更改：数据文件夹不可写入。',
    network:
      '数据文件夹位于另一台电脑上。请同一时间只在一台电脑上使用 ADP Desk，或把文件夹放在本机磁盘上：两台同时使用可能损坏历史记录。',
    recovered: '历史记录已恢复：{whole} 条消息完整，{damaged} 条损坏，{lost} 条丢失。',
    damaged: '历史记录有一部分已损坏。',
    details: '详情',
  },
}
