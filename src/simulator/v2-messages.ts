// Owns a message of protocol generation 2 as far as it has been said, and how its members are spelled in message.added,
// message.processing, message.done and response.completed. Its contents are v2-contents.ts's.
import type { Content } from './content.ts'
import type { Json, JsonObject } from './json.ts'
import type { Spelling } from './spelling.ts'
import { contentPayload, textPayload, type TextMarks } from './v2-contents.ts'

export interface Message {
  readonly type: string
  readonly id: string
  readonly name: string
  /** What is shown; under some spellings it is not said with the message but after it. */
  readonly title: string
  readonly agent: MessageAgent | undefined
  readonly contents: MessageContent[]
  /** Milliseconds since the turn began. */
  startedMs: number
  status: 'processing' | 'success' | 'failed' | 'stop'
  elapsedMs: number
  /** As message.done said it. */
  final: JsonObject | undefined
}

interface MessageAgent {
  readonly name: string
  readonly isSubAgent: true | undefined
  /** Of the message that called it. */
  readonly parentId: string | undefined
}

interface MessageContent {
  readonly content: Content
  /** What has been said of a text so far. */
  text: string
  marks: TextMarks
}

export const noMarks: TextMarks = { quotes: [], references: [], options: undefined }

/** In which event the message stands. */
export type MessageStage = 'added' | 'processing' | 'done'

/** The turn was asked at that time, in milliseconds since the epoch. */
export function messagePayload(
  message: Message,
  stage: MessageStage,
  spelling: Spelling,
  askedAt: number,
): JsonObject {
  const head = {
    Type: message.type,
    MessageId: message.id,
    Name: message.name,
    Title: titleAt(message, stage, spelling),
  }
  const isWhole = stage === 'done'
  const contents = isWhole ? contentPayloads(message, spelling) : undefined
  if (spelling.isSparse) return { ...head, Status: message.status, Contents: contents }
  const extra = extraPayload(message, stage, askedAt)
  // The samples have the extra members of a tool last, and those of all other messages before the contents.
  const tail =
    message.type === 'tool_call'
      ? { Contents: contents, ExtraInfo: extra }
      : { ExtraInfo: extra, Contents: contents }
  return {
    ...head,
    Icon: '',
    Status: message.status,
    StatusDesc: statusDescription(message),
    ...tail,
  }
}

/** As the completed record restates it. */
export function completedPayload(message: Message, spelling: Spelling, askedAt: number): JsonObject {
  const payload = message.final ?? messagePayload(message, 'done', spelling, askedAt)
  if (message.type !== 'tool_call' || !spelling.omitsTools) return payload
  return { ...payload, Title: '', Contents: undefined }
}

export function contentPayloads(message: Message, spelling: Spelling): Json {
  if (message.type === 'tool_call' && spelling.omitsTools) return []
  return message.contents.map(({ content, text, marks }) => {
    if (content.type === 'text') return textPayload(text, marks, spelling)
    return content.type === 'json-text' ? { Type: 'json_text', Text: text } : contentPayload(content)
  })
}

function titleAt(message: Message, stage: MessageStage, { hasLateTitles }: Spelling): string {
  if (message.type !== 'tool_call' || !hasLateTitles) return message.title
  return { added: '工具执行', processing: message.title, done: '' }[stage]
}

/** `message.processing` says less of the agent and the tool than `message.added` did. */
function extraPayload(message: Message, stage: MessageStage, askedAt: number): JsonObject {
  const startTime = askedAt + message.startedMs
  const isTool = message.type === 'tool_call'
  const isFull = stage !== 'processing'
  return {
    Elapsed: String(message.elapsedMs),
    StartTime: String(startTime),
    EndTime:
      stage === 'done' && message.status !== 'stop' ? String(startTime + message.elapsedMs) : undefined,
    ToolName: isTool && isFull ? message.name : undefined,
    ToolIcon: isTool && stage === 'added' ? '' : undefined,
    ...(message.agent === undefined || !isFull
      ? {}
      : {
          AgentName: message.agent.name,
          AgentIcon: '',
          ParentMessageId: message.agent.parentId,
          IsSubAgent: message.agent.isSubAgent,
        }),
  }
}

const descriptions: Readonly<Record<string, Readonly<Partial<Record<Message['status'], string>>>>> = {
  reply: { processing: '回复中', success: '回复完成' },
  thought: { processing: '思考中', success: '思考完成' },
  tool_call: { processing: '工具执行中', success: '工具执行完成', failed: '工具执行失败' },
}

function statusDescription({ type, status }: Message): string {
  return descriptions[type]?.[status] ?? ''
}
