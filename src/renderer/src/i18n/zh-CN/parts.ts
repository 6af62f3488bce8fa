// Owns the Chinese words of what answers are made of beside their text: thoughts, steps, plans, workspaces.

export const parts = {
  thoughts: {
    label: '思考过程',
    hint: '是否展示模型的思考过程。手动展开或收起后，以你的选择为准。',
    automatic: '思考时展开，结束后收起',
    folded: '始终收起',
    open: '始终展开',
  },
  stepCount: '{count} 个步骤',
  tokens: '{count} 个 Token',
  found: '找到的内容',
  showWhole: '显示全部',
  progress: '{done} / {total}',
}
