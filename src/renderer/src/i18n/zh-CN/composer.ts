// Owns the Chinese words around the field for a question: options, templates, and the questions that wait.

export const composer = {
  madeByAi: '回答由 AI 生成，可能有误，请注意核对。',
  sendNext: '排队提问',
  sendNextHint: '当前回答结束后发送',

  options: '选项',
  optionsSet: '选项（已设置）',
  optionsTitle: '当前对话的选项',
  optionsPurpose: '对这里接下来的提问生效，直到重置为止。其余沿用 AppKey 配置。',
  asProfile: { application: '跟随应用', on: '跟随配置：开启', off: '跟随配置：关闭' },
  resetOptions: '重置',
  closeOptions: '完成',
  removeOption: '重置“{option}”',
  option: {
    model: '模型：{value}',
    webSearchOn: '联网搜索开启',
    webSearchOff: '联网搜索关闭',
    workflowOn: '工作流开启',
    workflowOff: '工作流关闭',
    systemRole: '自定角色',
    customVariables: '变量：{value}',
  },

  queue: '排队的问题',
  waiting: '{count} 个问题等待当前回答结束 | {count} 个问题等待当前回答结束',
  paused: '排队已暂停，由你决定何时继续。',
  askNow: '立即提问',
  goOn: '当前回答结束后继续',
  said: {
    added: '问题已排队，排在第 {position} 位。',
    asked:
      '正在提出排队的问题。 | 正在提出下一个排队的问题，还有 {count} 个在等待。 | 正在提出下一个排队的问题，还有 {count} 个在等待。',
    taken:
      '已移出队列，没有问题在等待。 | 已移出队列，还有 {count} 个问题在等待。 | 已移出队列，还有 {count} 个问题在等待。',
    moved: '现在排在第 {position} 位，共 {count} 个。',
    resumed: '排队的问题将继续。',
    failed: '未能提出下一个排队的问题。{reason}',
  },
  editQueued: '编辑“{question}”',
  editQueuedHint: '放回输入框',
  removeQueued: '移除“{question}”',
  removeQueuedHint: '移除',
  moveUp: '将“{question}”提前',
  moveUpHint: '提前',
  moveDown: '将“{question}”推后',
  moveDownHint: '推后',

  templates: '模板',
  templatesFound: '没有模板 | {count} 个模板 | {count} 个模板',
  noTemplates: '还没有模板。模板是用来起草问题的文字。',
  manageTemplates: '管理模板…',
  blanks: '按 Tab 跳到下一处空白，还剩 {count} 处 | 按 Tab 跳到下一处空白，还剩 {count} 处',

  template: {
    purpose:
      '用来起草问题的文字。在空白的输入框中键入 / 即可选用。双花括号中的文字（如 {example}）是待填的空白，按 Tab 逐个跳转。',
    // Not a placeholder of a sentence: what a person types.
    example: "{'{{'}城市{'}}'}",
    none: '还没有模板。',
    add: '添加模板',
    edit: '编辑“{name}”',
    delete: '删除“{name}”',
    moveUp: '上移“{name}”',
    moveDown: '下移“{name}”',
    deleted: '已删除“{name}”。',
    undo: '撤销',
    name: '名称',
    text: '内容',
    textPlaceholder: "把{'{{'}内容{'}}'}译成英文",
    save: '保存',
    cancel: '取消',
    export: '导出',
    import: '导入',
    imported: '文件中没有新模板。 | 已添加 {count} 个模板。 | 已添加 {count} 个模板。',
    tooLarge: '文件过大，不像是模板文件。请选择其他文件。',
  },
}
