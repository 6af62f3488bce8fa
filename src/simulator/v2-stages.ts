// Owns how generation 2 tells what is not an answer: thoughts, tools, hand-overs and remarks, each as a message of its
// kind. The events of a message are v2-telling.ts's.
import type { Turn } from './memory.ts'
import type { Move } from './packets.ts'
import type { Activity, Agent } from './scenario.ts'
import type { WireEvent } from './speaker.ts'
import type { Spelling } from './spelling.ts'
import type { Register } from './v2-register.ts'
import type { Telling } from './v2-telling.ts'

export interface StageTurn {
  readonly memory: Turn
  readonly register: Register
  readonly telling: Telling
  spelling(): Spelling
}

export interface Stages {
  think(move: Extract<Move, { readonly type: 'thought' }>): Iterable<WireEvent>
  act(move: Extract<Move, { readonly type: 'activity' }>): Iterable<WireEvent>
  remark(move: Extract<Move, { readonly type: 'remark' }>): Iterable<WireEvent>
}

export function createStages({ memory, register, telling, spelling }: StageTurn): Stages {
  return {
    *think({ stage, piece, isFirst, isLast }) {
      const isOldest = !register.messages.some(({ type }) => type === 'thought')
      const { agent } = stage.activity
      const message =
        register.find(stage) ??
        register.add(stage, 'thought', { type: 'thought', name: 'thought', title: '思考', agent })
      if (isFirst) yield telling.begin(message, 'thought')
      // The samples have both forms: the first thought of a turn brings its first piece along, later ones do not.
      yield* telling.sayPiece(message, piece, spelling().hasTextInAdded || isOldest)
      if (isLast) yield telling.finish(message, 'success')
    },

    *act({ stage, isFirst }) {
      const { activity } = stage
      const message = register.find(stage) ?? register.add(stage, 'tool', toolMembers(activity))
      if (isFirst) {
        yield telling.begin(message, 'tool')
        if (spelling().hasLateTitles) yield telling.progress(message, 'tool-title')
      }
      const output = activity.displayContent ?? activity.content
      const type = message.type === 'tool_call' ? 'json-text' : 'text'
      if (output !== '' && message.contents.length === 0)
        yield telling.addContent(message, { type, text: '' })
      if (output !== (message.contents[0]?.text ?? ''))
        yield* telling.replace(message, 0, output, isFirst ? 'event' : 'tool-output')
      const told = message.contents.map(({ content }) => content)
      for (const content of activity.contents ?? [])
        if (!told.includes(content)) yield telling.addContent(message, content)
      if (activity.status !== 'processing') yield telling.finish(message, activity.status)
    },

    *remark({ remark: { kind, title, contents } }) {
      // It has just been remembered.
      const owner = memory.messages.at(-1)
      if (owner === undefined) return
      const message = register.add(owner, 'remark', { type: kind, name: kind, title, agent: undefined })
      yield telling.begin(message, 'event')
      for (const content of contents) {
        if (content.type === 'text') yield* telling.addText(message, content.text)
        else yield telling.addContent(message, content)
      }
      yield telling.finish(message, 'success')
    },
  }
}

/** A hand-over to another agent is the execution of a task. */
function toolMembers({ name, title, agent, targetAgent }: Activity) {
  const actor: Agent | undefined = agent ?? (targetAgent === undefined ? undefined : { name: targetAgent })
  return { type: targetAgent === undefined ? 'tool_call' : 'task_execution', name, title, agent: actor }
}
