// Owns which picture stands for a step: by what kind of work it is, for tools by what their name says that they do.
import {
  Bot,
  BookOpen,
  Brain,
  FilePen,
  FilePlus,
  FileSearch,
  FileText,
  FolderSearch,
  Globe,
  GraduationCap,
  Search,
  Sparkles,
  SquareTerminal,
  Workflow,
  Wrench,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { PartOf } from '#shared/part.ts'

type Step = PartOf<'step'>

export type StepIcon =
  | 'read'
  | 'write'
  | 'edit'
  | 'find-files'
  | 'find-text'
  | 'web-search'
  | 'web-page'
  | 'terminal'
  | 'skill'
  | Step['kind']

/** Words of a tool's name, in lower case with nothing between them; the first that fits counts. */
const toolNames: readonly (readonly [RegExp, StepIcon])[] = [
  [/websearch|searchweb|searchengine/, 'web-search'],
  [/webfetch|fetchurl|browse|openurl/, 'web-page'],
  [/bash|shell|terminal|runcode|execut|python/, 'terminal'],
  [/skill/, 'skill'],
  [/glob|listdir|listfiles/, 'find-files'],
  [/grep|searchfile|searchcontent/, 'find-text'],
  [/edit|patch|replaceinfile/, 'edit'],
  [/write|createfile/, 'write'],
  [/read|viewfile|openfile/, 'read'],
  [/search/, 'search'],
]

const icons: Record<StepIcon, Component> = {
  read: FileText,
  write: FilePlus,
  edit: FilePen,
  'find-files': FolderSearch,
  'find-text': FileSearch,
  'web-search': Globe,
  'web-page': Globe,
  terminal: SquareTerminal,
  skill: GraduationCap,
  tool: Wrench,
  workflow: Workflow,
  retrieval: BookOpen,
  search: Search,
  agent: Bot,
  model: Brain,
  other: Sparkles,
}

export function findStepIcon({ kind, name }: Pick<Step, 'kind' | 'name'>): StepIcon {
  if (kind !== 'tool') return kind
  const words = name.toLowerCase().replace(/[^a-z]/g, '')
  return toolNames.find(([pattern]) => pattern.test(words))?.[1] ?? 'tool'
}

export function getStepIcon(step: Pick<Step, 'kind' | 'name'>): Component {
  return icons[findStepIcon(step)]
}
