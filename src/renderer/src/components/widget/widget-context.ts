// Owns the agreement between a card and what is drawn inside of it: whether it can be used, what is filled in, what an
// action does.
import type { InjectionKey } from 'vue'
import type { FieldValues } from './widget-action.ts'
import type { NodeAction, WidgetNode } from './widget-node.ts'

export interface WidgetContext {
  /** Whether controls work at this moment. */
  readonly canUse: boolean
  /** What was filled into the field with this path; undefined for what the card says. */
  get(path: string): string | undefined
  set(path: string, value: string): void
  /** Asks the application. `label` names the action for who reads it. */
  act(action: NodeAction, label: string, values: FieldValues): void
}

export const widgetContext: InjectionKey<WidgetContext> = Symbol('widget')

/** What stands for a checkbox that is set, and for one that is not. */
export const checked = 'true'
export const unchecked = 'false'

/** What is in the fields below a node, by their names. Those without a name, and those of a form inside, say nothing. */
export function collectValues(node: WidgetNode, get: WidgetContext['get']): FieldValues {
  const values = new Map<string, string | boolean>()
  function visit(at: WidgetNode): void {
    switch (at.kind) {
      case 'Input':
      case 'Textarea':
      case 'Select':
      case 'RadioGroup':
      case 'DatePicker':
        if (at.name !== undefined) values.set(at.name, get(at.path) ?? at.defaultValue ?? '')
        break
      case 'Checkbox':
        if (at.name !== undefined)
          values.set(at.name, (get(at.path) ?? String(at.defaultChecked === true)) === checked)
        break
      default:
        if (at === node || at.kind !== 'Form') at.children.forEach(visit)
    }
  }
  visit(node)
  return values
}
