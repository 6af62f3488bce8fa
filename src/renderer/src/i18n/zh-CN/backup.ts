// Owns the Chinese words about backups and restoring them.
import type { backup as english } from '../en/backup.ts'

export const backup: typeof english = {
  title: '备份',
  automatic: '自动备份',
  automaticChoices: { daily: '每天', off: '关闭' },
  automaticHint:
    '每天一次，有变化时在数据文件夹中复制历史记录并检查副本，保留最近七份。副本中不含 AppKey 和已保存的图片。',
  create: '立即备份',
  save: '保存备份文件…',
  saveHint: '备份文件包含全部历史记录以及已保存的图片和文件，可存放到其他磁盘。其中不含 AppKey。',
  list: '备份列表',
  none: '还没有备份。程序空闲一分钟后会创建第一份。',
  noneHere: '数据文件夹中没有备份。',
  verified: '已检查',
  migration: '更新前',
  contents: '{conversations} 个对话，{messages} 条消息',
  restore: '恢复…',
  restoreOf: '恢复 {date} 的备份',
  restoreFile: '从文件恢复…',
  restoreTitle: '恢复备份',
  problemHint: '备份会取代这份历史记录。现有内容会移到数据文件夹的另一处，不会因此被删除。',
  outcome: {
    made: '历史记录已备份。',
    unchanged: '自上次备份以来没有变化。',
    'no-space': '没有创建备份：磁盘剩余空间不足。',
    damaged: '没有创建备份：检查发现副本已损坏。之前的备份都已保留。请检查历史记录和磁盘。',
    failed: '没有创建备份：无法写入。之前的备份都已保留。',
  },
  task: {
    upload: '正在读取文件…',
    create: '正在备份…',
    export: '正在保存备份文件…',
    preview: '正在检查备份…',
    restore: '正在恢复…',
  },
  cancel: '取消',

  previewTitle: '恢复这份备份？',
  previewText:
    '备份已复制并检查。它会取代现有的历史记录；现有记录会另行保留，可用“撤销恢复”找回。正在生成的回答会结束。AppKey 保持现状。',
  previewConversations: '对话',
  previewMessages: '消息',
  previewNewest: '最后使用',
  previewNever: '从未',
  previewFiles: '图片和文件',
  previewSize: '大小',
  previewCheck: '检查结果',
  previewWhole: '每条消息都完整。',
  previewDamaged: '备份中有 {count} 条消息已损坏。',
  previewOlder: '来自较早的版本，已转换到当前版本。',
  confirm: '恢复',

  restoredAt: '已于 {date} 恢复备份。恢复前的内容会保留到下一次恢复，或保留 30 天。',
  takeBack: '撤销恢复',
  takeBackTitle: '撤销这次恢复？',
  takeBackText: '恢复前的历史记录会回来。现有记录连同恢复后新增的内容会另行保留，同样可以找回。',
}
