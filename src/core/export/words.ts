// Owns the words that an export puts around questions and answers, in each language, and how it writes times and sizes.
import type { MessageStatus } from '#shared/answer.ts'
import type { ExportLanguage } from '#shared/export.ts'
import type { Progress, Reference, TaskStatus } from '#shared/part.ts'

export interface ExportWords {
  readonly untitled: string
  readonly question: string
  readonly answer: string
  readonly thought: string
  readonly steps: string
  readonly input: string
  readonly output: string
  readonly references: string
  readonly options: string
  readonly required: string
  readonly tasks: string
  readonly suggestions: string
  readonly widget: string
  readonly chart: string
  readonly image: string
  readonly file: string
  readonly fileRequest: string
  readonly sandbox: string
  readonly unknown: string
  readonly profile: string
  readonly begun: string
  readonly exported: string
  readonly conversations: string
  readonly damaged: string
  readonly colon: string
  /** In front of the day, as the name of a folder. */
  readonly folder: string
  readonly status: Readonly<Record<Exclude<MessageStatus, 'complete'>, string>>
  readonly progress: Readonly<Record<TaskStatus | Progress, string>>
  readonly kinds: Readonly<Record<Reference['kind'], string>>
}

const english: ExportWords = {
  untitled: 'New conversation',
  question: 'Question',
  answer: 'Answer',
  thought: 'Thought',
  steps: 'Steps',
  input: 'Input',
  output: 'Output',
  references: 'References',
  options: 'Options',
  required: 'required',
  tasks: 'Tasks',
  suggestions: 'Suggested questions',
  widget: 'Card',
  chart: 'Chart',
  image: 'Image',
  file: 'File',
  fileRequest: 'The application asked for files',
  sandbox: 'Sandbox',
  unknown: 'Not known to this version',
  profile: 'AppKey profile',
  begun: 'Begun',
  exported: 'Exported by ADP Desk',
  conversations: 'Conversations',
  damaged: 'A part of the history was damaged here; this text may be wrong or incomplete.',
  colon: ': ',
  folder: 'ADP Desk export',
  status: {
    sending: 'This question was being sent when it was exported.',
    streaming: 'This answer was being written when it was exported.',
    stopped: 'This answer was stopped.',
    refused: 'This was refused by the content check of the service.',
    failed: 'This answer failed.',
    interrupted: 'This answer was interrupted.',
  },
  progress: {
    pending: 'not begun',
    running: 'running',
    complete: 'done',
    failed: 'failed',
    stopped: 'stopped',
  },
  kinds: {
    'question-and-answer': 'question and answer',
    document: 'document',
    web: 'web page',
    graph: 'knowledge graph',
    other: 'source',
  },
}

const chinese: ExportWords = {
  untitled: '新对话',
  question: '提问',
  answer: '回答',
  thought: '思考过程',
  steps: '步骤',
  input: '输入',
  output: '输出',
  references: '参考来源',
  options: '选项',
  required: '必填',
  tasks: '任务',
  suggestions: '推荐提问',
  widget: '卡片',
  chart: '图表',
  image: '图片',
  file: '文件',
  fileRequest: '应用请求上传文件',
  sandbox: '沙箱',
  unknown: '当前版本无法识别的内容',
  profile: 'AppKey 配置',
  begun: '开始于',
  exported: '由 ADP Desk 导出',
  conversations: '对话',
  damaged: '此处的历史记录有损坏，内容可能有误或不完整。',
  colon: '：',
  folder: 'ADP Desk 导出',
  status: {
    sending: '导出时，这个提问正在发送。',
    streaming: '导出时，这个回答仍在生成。',
    stopped: '这个回答已被停止。',
    refused: '内容未通过服务的安全审核。',
    failed: '这个回答失败了。',
    interrupted: '这个回答中断了。',
  },
  progress: { pending: '未开始', running: '进行中', complete: '已完成', failed: '失败', stopped: '已停止' },
  kinds: {
    'question-and-answer': '问答',
    document: '文档',
    web: '网页',
    graph: '知识图谱',
    other: '来源',
  },
}

export function getWords(language: ExportLanguage): ExportWords {
  return language === 'en' ? english : chinese
}

/** Local time to the minute, the same in every language and sortable: 2026-11-26 20:39. */
export function formatTime(at: number): string {
  const date = new Date(at)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`
}

export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value.toFixed(1)} ${units[unit] ?? ''}`
}
