// Owns the list of prompt templates, in the person's order.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { PromptTemplateId } from '#shared/ids.ts'
import type { PromptTemplate, WrittenTemplate } from '#shared/prompt-template.ts'
import { useBridge } from '../bridge/use-bridge.ts'

/** What a deletion takes away, with the template that it stood before. */
export interface DeletedTemplate {
  readonly template: PromptTemplate
  readonly before: PromptTemplateId | undefined
}

export const useTemplatesStore = defineStore('templates', () => {
  const bridge = useBridge()
  const templates = shallowRef<readonly PromptTemplate[]>([])
  /** Can be had back until another one is deleted. */
  const justDeleted = shallowRef<DeletedTemplate | null>(null)

  bridge.on((event) => {
    if (event.name === 'templates.changed') templates.value = event.payload.templates
  })

  async function load(): Promise<void> {
    templates.value = await bridge.call('template.list', {})
  }

  /** Throws with `name-taken` and `too-many-templates`. */
  async function add(written: WrittenTemplate, before?: PromptTemplateId): Promise<void> {
    await bridge.call('template.add', { ...written, ...(before === undefined ? {} : { before }) })
  }

  /** Throws with `name-taken`. */
  async function change({ id, ...written }: PromptTemplate): Promise<void> {
    await bridge.call('template.change', { templateId: id, ...written })
  }

  /** Moves a template to a place among the others, from 0. Shown at once; when it cannot be kept, taken back and thrown. */
  async function move(id: PromptTemplateId, place: number): Promise<void> {
    const before = templates.value
    const moved = before.find((template) => template.id === id)
    if (!moved || place < 0 || place >= before.length) return
    templates.value = before.filter((template) => template !== moved).toSpliced(place, 0, moved)
    try {
      await bridge.call('template.reorder', { templateIds: templates.value.map((template) => template.id) })
    } catch (error) {
      templates.value = before
      throw error
    }
  }

  async function deleteTemplate(template: PromptTemplate): Promise<void> {
    const place = templates.value.findIndex(({ id }) => id === template.id)
    const before = templates.value[place + 1]?.id
    await bridge.call('template.delete', { templateId: template.id })
    justDeleted.value = { template, before }
  }

  /** Puts what was deleted last back into its place. */
  async function undo(): Promise<void> {
    const deleted = justDeleted.value
    if (!deleted) return
    const { name, text } = deleted.template
    await add({ name, text }, deleted.before)
    justDeleted.value = null
  }

  function forgetDeleted(): void {
    justDeleted.value = null
  }

  /** Adds what is in the text of a file; gives how many that were. Throws with `templates-unreadable`. */
  async function importFile(text: string): Promise<number> {
    return (await bridge.call('template.import', { text })).added
  }

  return { templates, justDeleted, load, add, change, move, deleteTemplate, undo, forgetDeleted, importFile }
})
