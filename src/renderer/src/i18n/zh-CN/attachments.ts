// Owns the Chinese words for files that a person sends along with a question.

export const attachments = {
  label: '问题附带的文件',
  attach: '添加文件',
  attachHint: '添加图片或文档',
  drop: '松开即可添加文件',
  waiting: '等待中',
  uploading: '正在上传 {share}',
  parsing: '正在解析 {share}',
  failed: '未能上传',
  blocked: '请重试或移除，然后发送问题。',
  retry: '重试',
  retryNamed: '重试“{name}”',
  remove: '移除',
  removeNamed: '移除“{name}”',
  dismiss: '关闭',
  spoken: '没有文件 | {count} 个文件中 {ready} 个已就绪 | {count} 个文件中 {ready} 个已就绪',
}
