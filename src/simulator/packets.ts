// Owns how the steps of an answer become what is said at once: texts are cut into packets of so many code points, and
// everything is remembered as it is taken (memory.ts). The speakers (v1.ts, v2.ts) spell the moves that come out.
import { answersOf, stagesOf, type StoredAnswer, type StoredStage, type Turn } from './memory.ts'
import { countProcedure, type CountedProcedure } from './procedures.ts'
import type { Activity, Agent, AnswerStep, Procedure, ProgressStatus } from './scenario.ts'

type PlainStep = Extract<
  AnswerStep,
  { readonly type: 'question' | 'remark' | 'turn-end' | 'error' | 'other' | 'spelling' | 'rhythm' }
>

/** `isFirst`: the first packet of this text. */
export type Move =
  | PlainStep
  /** The counted stages are in the memory. */
  | { readonly type: 'progress'; readonly status: ProgressStatus; readonly answer: number }
  | {
      readonly type: 'thought'
      readonly stage: StoredStage
      readonly piece: string
      readonly isFirst: boolean
      readonly isLast: boolean
    }
  | { readonly type: 'activity'; readonly stage: StoredStage; readonly isFirst: boolean }
  | {
      readonly type: 'text'
      readonly answer: StoredAnswer
      readonly piece: string
      readonly isFirst: boolean
      /** What was said before is taken back. */
      readonly isRewrite: boolean
    }
  | {
      readonly type: 'content'
      readonly answer: StoredAnswer
      readonly content: StoredAnswer['contents'][number]
    }
  | { readonly type: 'describe' | 'references'; readonly answer: StoredAnswer }
  /** The piece is all that still waited; it may be empty. */
  | {
      readonly type: 'answer-end'
      readonly answer: StoredAnswer
      readonly piece: string
      readonly isFirst: boolean
    }
  /** The answers that had been begun and not ended. */
  | { readonly type: 'stop'; readonly answers: readonly StoredAnswer[] }

export interface PacketOptions {
  readonly memory: Turn
  /** Code points in a packet. */
  readonly packetLength: number
  recordIdOf(answer: number): string
  /** `never`: what was said stays, the new text follows. `at-once`: the new text comes in one packet. */
  rewrites(): 'never' | 'in-packets' | 'at-once'
  /** False: the last piece does not wait for the end. */
  endsWithPiece(): boolean
  /** Whether all text is said before what hangs on it. */
  readonly hasMarksAfterText: boolean
}

export interface Packets {
  /** The moves of a step, made one by one as they are taken, so that what was not taken was not said. */
  cut(step: AnswerStep): Iterable<Move>
  /** The first answer, which a load makes longer without any cutting. */
  answer(): StoredAnswer
}

export function createPackets(options: PacketOptions): Packets {
  const { memory, packetLength } = options
  const answers = new Map<number, StoredAnswer>()
  const stages = new Map<string, StoredStage>()
  /** Text that waits for a full packet, or for the end. */
  const pending = new Map<StoredAnswer | StoredStage, string>()
  /** Those of which a packet has been sent. */
  const begun = new Set<StoredAnswer | StoredStage>()

  function answer(index = 0): StoredAnswer {
    const known = answers.get(index)
    if (known !== undefined) return known
    const created: StoredAnswer = {
      type: 'answer',
      recordId: options.recordIdOf(index),
      text: '',
      isFinal: false,
      details: {},
      references: [],
      contents: [],
    }
    answers.set(index, created)
    return created
  }

  /** An answer is remembered where it is first said, not where it is first described. */
  function appear(said: StoredAnswer): StoredAnswer {
    if (!memory.messages.includes(said)) memory.messages.push(said)
    return said
  }

  function stage(type: StoredStage['type'], activity: Activity): StoredStage {
    const known = stages.get(activity.key)
    if (known !== undefined) return known
    const created: StoredStage = { type, activity }
    stages.set(activity.key, created)
    memory.messages.push(created)
    return created
  }

  /** Full packets as long as more than `rest` code points wait. */
  function* takePackets(owner: StoredAnswer | StoredStage, rest: number) {
    let waiting = pending.get(owner) ?? ''
    while (waiting !== '' && cutPoint(waiting, rest) < waiting.length) {
      const end = cutPoint(waiting, packetLength)
      const piece = waiting.slice(0, end)
      waiting = waiting.slice(end)
      pending.set(owner, waiting)
      yield { piece, isFirst: begin(owner) }
    }
  }

  function takeRest(owner: StoredAnswer | StoredStage) {
    const piece = pending.get(owner) ?? ''
    pending.delete(owner)
    return { piece, isFirst: begin(owner) }
  }

  function begin(owner: StoredAnswer | StoredStage): boolean {
    const isFirst = !begun.has(owner)
    begun.add(owner)
    return isFirst
  }

  function wait(owner: StoredAnswer | StoredStage, text: string): void {
    pending.set(owner, (pending.get(owner) ?? '') + text)
  }

  function* say(said: StoredAnswer, rest: number): Generator<Move> {
    if ((pending.get(said) ?? '') !== '') appear(said)
    for (const { piece, isFirst } of takePackets(said, rest)) {
      said.text += piece
      yield { type: 'text', answer: said, piece, isFirst, isRewrite: false }
    }
  }

  function* rewrite(said: StoredAnswer, text: string): Generator<Move> {
    appear(said)
    pending.delete(said)
    const rewrites = options.rewrites()
    if (rewrites === 'at-once') {
      said.text = text
      yield { type: 'text', answer: said, piece: text, isFirst: begin(said), isRewrite: true }
      return
    }
    if (rewrites === 'in-packets') said.text = ''
    wait(said, text)
    yield* say(said, packetLength)
  }

  function* think(text: string, key: string, agent: Agent | undefined): Generator<Move> {
    const thought = stage('thought', openThought(key, agent))
    wait(thought, text)
    for (const { piece, isFirst } of takePackets(thought, packetLength)) {
      thought.activity = { ...thought.activity, content: thought.activity.content + piece }
      yield { type: 'thought', stage: thought, piece, isFirst, isLast: false }
    }
  }

  function endThought(key: string): Move {
    const thought = stage('thought', openThought(key, undefined))
    const { piece, isFirst } = takeRest(thought)
    thought.activity = {
      ...thought.activity,
      content: thought.activity.content + piece,
      status: 'success',
    }
    return { type: 'thought', stage: thought, piece, isFirst, isLast: true }
  }

  function* end(said: StoredAnswer): Generator<Move> {
    if (!options.endsWithPiece()) yield* say(said, 0)
    const { piece, isFirst } = takeRest(appear(said))
    said.text += piece
    said.isFinal = true
    yield { type: 'answer-end', answer: said, piece, isFirst }
  }

  function stop(): Move {
    const open = answersOf(memory).filter(({ isFinal }) => !isFinal)
    for (const said of open) said.isFinal = true
    pending.clear()
    memory.status = 'stopped'
    memory.procedures = memory.procedures.map((procedure) =>
      procedure.status === 'processing' ? { ...procedure, status: 'stop' } : procedure,
    )
    return { type: 'stop', answers: open }
  }

  /** The latest state of each stage, in the order in which they began. */
  function count(procedures: readonly Procedure[], index: number): readonly CountedProcedure[] {
    const said = answers.get(index)
    const texts = {
      question: memory.question,
      answer: said === undefined ? '' : said.text + (pending.get(said) ?? ''),
      thought: stagesOf(memory)
        .map(({ activity }) => activity.content)
        .join(''),
    }
    return procedures.map((procedure) => countProcedure(procedure, texts))
  }

  function* cut(step: AnswerStep): Generator<Move> {
    switch (step.type) {
      case 'question':
        if (step.isRefused === true) memory.status = 'refused'
        yield step
        return
      case 'progress':
        memory.procedures = count(step.procedures, step.answer ?? 0)
        yield { type: 'progress', status: step.status, answer: step.answer ?? 0 }
        return
      case 'thought':
        yield* think(step.text, step.key ?? 'thought', step.agent)
        return
      case 'thought-end':
        yield endThought(step.key ?? 'thought')
        return
      case 'activity': {
        const shown = stage('activity', step.activity)
        shown.activity = step.activity
        yield { type: 'activity', stage: shown, isFirst: begin(shown) }
        return
      }
      case 'remark':
        memory.messages.push({ type: 'remark', remark: step.remark })
        yield step
        return
      case 'text': {
        const said = answer(step.answer)
        wait(said, step.text)
        yield* say(said, packetLength)
        return
      }
      case 'flush':
        if (packetLength < Infinity) yield* say(answer(step.answer), 0)
        return
      case 'rewrite':
        yield* rewrite(answer(step.answer), step.text)
        return
      case 'content': {
        const said = answer(step.answer)
        if (options.hasMarksAfterText) yield* say(said, 0)
        appear(said).contents.push(step.content)
        yield { type: 'content', answer: said, content: step.content }
        return
      }
      case 'describe': {
        const said = answer(step.answer)
        if (options.hasMarksAfterText) yield* say(said, 0)
        said.details = { ...said.details, ...step.details }
        if (step.details.isRefused === true) memory.status = 'refused'
        yield { type: 'describe', answer: said }
        return
      }
      case 'references': {
        const said = answer(step.answer)
        if (options.hasMarksAfterText) yield* say(said, 0)
        appear(said).references = step.references
        yield { type: 'references', answer: said }
        return
      }
      case 'answer-end':
        yield* end(answer(step.answer))
        return
      case 'turn-end':
        if (memory.status === 'answering' && hasEnded(memory)) memory.status = 'complete'
        yield step
        return
      case 'stop':
        yield stop()
        return
      case 'error':
        memory.status = 'failed'
        memory.failureCode = step.code
        yield step
        return
      case 'other':
      case 'spelling':
      case 'rhythm':
        yield step
    }
  }

  return { cut, answer: () => appear(answer()) }
}

/** Whether there are answers and each of them has ended. */
export function hasEnded(memory: Turn): boolean {
  const answers = answersOf(memory)
  return answers.length > 0 && answers.every(({ isFinal }) => isFinal)
}

function openThought(key: string, agent: Agent | undefined): Activity {
  return {
    key,
    name: 'thought',
    title: '',
    status: 'processing',
    content: '',
    ...(agent === undefined ? {} : { agent }),
  }
}

/** Where in the text so many code points end; its length when it has no more than that. */
function cutPoint(text: string, codePoints: number): number {
  if (text.length <= codePoints) return text.length
  let end = 0
  for (let count = 0; count < codePoints && end < text.length; count += 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return end
}
