// Owns the Chinese words about what an application says of itself.

export const appCard = {
  title: '应用',
  openingQuestions: '开场问题',
  unknown: '尚未获取。可用已保存的凭证获取应用的名称、头像、欢迎语和模型。',
  mode: '模式',
  modes: {
    standard: '标准模式',
    agent: 'Agent 模式',
    'single-workflow': '单工作流模式',
    claw: 'Claw 模式',
  },
  notRunning: '应用未发布或已停用，暂时不会回答。',
  questionLimit: '提问长度上限',
  characters: '{count} 个字符',
  models: '可选模型',
  fetchedAt: '获取时间',
  refresh: '刷新',
  refreshing: '正在获取应用信息…',
  refreshed: '已是最新。',
}
