// Owns which component draws which part. A part without one does not compile.
import type { Component } from 'vue'
import type { Part } from '#shared/part.ts'
import ChartPart from './ChartPart.vue'
import FilePart from './FilePart.vue'
import FileRequestPart from './FileRequestPart.vue'
import ImagePart from './ImagePart.vue'
import NoticePart from './NoticePart.vue'
import OptionsPart from './OptionsPart.vue'
import QuestionnairePart from './QuestionnairePart.vue'
import ReferencesPart from './ReferencesPart.vue'
import SandboxPart from './SandboxPart.vue'
import StepPart from './StepPart.vue'
import SuggestionsPart from './SuggestionsPart.vue'
import TasksPart from './TasksPart.vue'
import TextPart from './TextPart.vue'
import ThoughtPart from './ThoughtPart.vue'
import UnknownPart from './UnknownPart.vue'
import WidgetActionPart from './WidgetActionPart.vue'
import WidgetPart from './WidgetPart.vue'

export const partComponents: Record<Part['type'], Component> = {
  text: TextPart,
  thought: ThoughtPart,
  step: StepPart,
  references: ReferencesPart,
  options: OptionsPart,
  questionnaire: QuestionnairePart,
  tasks: TasksPart,
  widget: WidgetPart,
  'widget-action': WidgetActionPart,
  chart: ChartPart,
  image: ImagePart,
  file: FilePart,
  'file-request': FileRequestPart,
  sandbox: SandboxPart,
  notice: NoticePart,
  suggestions: SuggestionsPart,
  unknown: UnknownPart,
}
