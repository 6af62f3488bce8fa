// Owns the Chinese words of the cards in answers: options, forms, widgets, files, consent to images.

export const cards = {
  askHint: '点击即提问；按住 Alt 可先修改',
  edit: '修改后再问：{words}',
  editHint: '修改后再问',
  chooseSeveral: '可选一项或多项',
  several: '可多选',
  chosen: '这是你的选择。',
  passed: '对话已继续，未使用这里的选项。',
  again: '重新作答',
  form: '表单',
  answered: '这是你的回答。',
  chooseSomething: '请选择一项。',
  writeSomething: '请填写回答。',
  answerSomething: '请至少回答一个问题。',
  missing: '未发送：还有 {count} 个必填问题没有回答。',
}
